export { appPlaneFormField } from './appPlaneFormField';
export { regionFormField } from './regionFormField';
