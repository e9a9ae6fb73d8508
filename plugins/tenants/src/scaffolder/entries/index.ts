export { domainsFormField } from './domainsFormField';
export { labelsFormField } from './labelsFormField';
