export { optionalGroupFormField } from './optionalGroupFormField';
