export { billingPlugin as default } from './plugin';
