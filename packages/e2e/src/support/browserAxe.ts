import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

const WCAG_AA = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'];

/**
 * Faults of Backstage's own components, which no setting of ours mends; each
 * selector is as narrow as the component's markup allows.
 */
const FAULTS_OF_BACKSTAGE = [
  // PluginHeader of @backstage/ui: its tabs are links, and the chosen one names
  // a tab panel that doesn't exist.
  '[role="tablist"][aria-label="Toolbar tabs"] [role="tab"][aria-selected="true"]',
  // Table of core-components (material-table): the label that sorts a column
  // holds a second button.
  'th .MuiTableSortLabel-root',
  // TemplateCard of plugin-scaffolder-react: the link to the entity has no text,
  // and the tooltip's button around it is a second control.
  '[id^="viewDetail-template"]',
  // TaskSteps of plugin-scaffolder-react: a bar of progress without a name.
  'article .MuiLinearProgress-root',
  // LogViewer of core-components: numbers of lines pose as rows without a table
  // and lack contrast, as do the levels beside them; its buttons have no name.
  'article [style*="overflow: visible"] > .MuiBox-root',
  // LiveAnnouncer of react-aria: what was announced may be gone from the page.
  '[data-live-announcer]',
];

/**
 * What keeps people from using a page, by WCAG 2.1 A and AA. A page on its way
 * from one look to another is looked at again: only what stays is a barrier.
 */
export async function findBarriers(page: Page): Promise<string[]> {
  const first = await analyze(page);
  if (first.length === 0) return [];
  const second = await analyze(page);
  return second.filter(barrier => first.includes(barrier));
}

async function analyze(page: Page): Promise<string[]> {
  const axe = FAULTS_OF_BACKSTAGE.reduce(
    (builder, selector) => builder.exclude(selector),
    new AxeBuilder({ page }).withTags(WCAG_AA),
  );
  const { violations } = await axe.analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(
      ({ target, html, failureSummary }) =>
        `${id} at ${target.join(' ')}: ${html}\n${failureSummary}`,
    ),
  );
}
