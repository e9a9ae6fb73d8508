export { planFormField } from './planFormField';
