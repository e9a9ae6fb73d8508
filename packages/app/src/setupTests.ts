import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';

// Machines that build in the background take their time.
configure({ asyncUtilTimeout: 10_000 });
