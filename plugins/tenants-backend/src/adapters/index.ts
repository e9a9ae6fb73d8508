export { createEmbeddedPorts } from './createEmbeddedPorts';
