import type { Machine } from '../types';
import { decide } from './decide';
import { fold } from './fold';
import { refusal } from './refusal';

/** The first version of the rules. */
export const machineV1: Machine = { fold, decide, refusal };
