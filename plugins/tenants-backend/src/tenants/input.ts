import { domainToASCII } from 'node:url';
import { z } from 'zod';
import { badRequest } from '@ananta/http';
import type { Address } from '@ananta/backstage-plugin-tenants-common';

/** Longest text of one line, in characters. */
const TEXT_MAX_LENGTH = 200;

/** Control characters, lone surrogates, line separators and bidirectional overrides. */
const UNPRINTABLE =
  /[\p{Cc}\p{Cs}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;

const EMAIL = z.email().max(254);
/** Nothing of a URL but its host. */
const HOST_ONLY = /^[^\s/\\:?#@%]+$/;
const HOST_NAME =
  /^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/;
const PHONE = /^\+?[0-9][0-9 ().-]{2,38}$/;
const COUNTRY = /^[A-Z]{2}$/;
const LABEL_NAME = /^[a-z0-9]([a-z0-9._/-]{0,61}[a-z0-9])?$/;
const GROUP_REF =
  /^(?:group:)?(?:([a-z0-9][a-z0-9_.-]{0,62})\/)?([a-z0-9][a-z0-9_.-]{0,62})$/;
const COLOR = /^#[0-9a-f]{6}$/i;

/**
 * One line of text, trimmed.
 *
 * @throws ApiError 400 `invalid_request` when it is empty, too long or can't be shown
 */
export function readText(
  value: string,
  param: string,
  maxLength: number = TEXT_MAX_LENGTH,
): string {
  const text = value.trim();
  if (text.length === 0 || text.length > maxLength) {
    throw invalid(param, `must have 1 to ${maxLength} characters`);
  }
  if (UNPRINTABLE.test(text)) {
    throw invalid(param, 'has characters that can not be shown');
  }
  return text;
}

/**
 * An e-mail address in lower case.
 *
 * @throws ApiError 400 `invalid_email`
 */
export function readEmail(value: string, param: string): string {
  const email = value.trim().toLowerCase();
  if (!EMAIL.safeParse(email).success) {
    throw badRequest(
      'invalid_email',
      param,
      `${param} is not an e-mail address`,
    );
  }
  return email;
}

/** A person's name, address and number, as they were sent. */
export interface PersonInput {
  email: string;
  firstName: string;
  lastName: string;
  phone?: string;
}

/** @throws ApiError 400 `invalid_request`, `invalid_email` */
export function readPerson<T extends PersonInput>(person: T, param: string): T {
  return {
    ...person,
    email: readEmail(person.email, `${param}.email`),
    firstName: readText(person.firstName, `${param}.firstName`, 100),
    lastName: readText(person.lastName, `${param}.lastName`, 100),
    phone: matching(PHONE, person.phone, `${param}.phone`, 'a phone number'),
  };
}

/** @throws ApiError 400 `invalid_request` */
export function readAddress(address: Address, param: string): Address {
  const optional = (name: 'line2' | 'region' | 'postalCode') =>
    address[name] === undefined
      ? undefined
      : readText(address[name], `${param}.${name}`);
  matching(
    COUNTRY,
    address.country,
    `${param}.country`,
    'a country code of ISO 3166',
  );
  return {
    line1: readText(address.line1, `${param}.line1`),
    line2: optional('line2'),
    city: readText(address.city, `${param}.city`),
    region: optional('region'),
    postalCode: optional('postalCode'),
    country: address.country,
  };
}

/**
 * Host names in ASCII and lower case, each once.
 *
 * @throws ApiError 400 `invalid_request`
 */
export function readDomains(domains: readonly string[]): string[] {
  const hosts = domains.map((domain, index) => {
    const param = `domains.${index}`;
    const written = domain.trim().toLowerCase();
    matching(HOST_ONLY, written, param, 'a domain name');
    return matching(HOST_NAME, domainToASCII(written), param, 'a domain name');
  });
  return [...new Set(hosts)].sort();
}

/** @throws ApiError 400 `invalid_request` */
export function readLabels(
  labels: Record<string, string>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(labels).map(([name, value]) => {
      if (!LABEL_NAME.test(name)) {
        throw invalid(
          'labels',
          'has a name other than 1 to 63 lower-case letters, digits and . _ / - between them',
        );
      }
      return [name, readText(value, `labels.${name}`)];
    }),
  );
}

/**
 * The entity ref of a group in full.
 *
 * @throws ApiError 400 `invalid_request`
 */
export function readGroupRef(ref: string): string {
  const [, namespace = 'default', name] =
    GROUP_REF.exec(ref.trim().toLowerCase()) ?? [];
  if (!name) {
    throw invalid('ownerRef', 'is not the entity ref of a group');
  }
  return `group:${namespace}/${name}`;
}

/** `#rrggbb` @throws ApiError 400 `invalid_request` */
export function readColor(
  color: string | undefined,
  param: string,
): string | undefined {
  return matching(COLOR, color, param, 'a colour such as #1f6feb');
}

/**
 * An https address.
 *
 * @throws ApiError 400 `invalid_request`
 */
export function readHttpsUrl(url: string, param: string): string {
  const text = readText(url, param, 2000);
  if (!URL.canParse(text) || new URL(text).protocol !== 'https:') {
    throw invalid(param, 'is not an https address');
  }
  return text;
}

function matching<T extends string | undefined>(
  pattern: RegExp,
  value: T,
  param: string,
  what: string,
): T {
  if (value !== undefined && !pattern.test(value)) {
    throw invalid(param, `is not ${what}`);
  }
  return value;
}

function invalid(param: string, problem: string) {
  return badRequest('invalid_request', param, `${param} ${problem}`);
}
