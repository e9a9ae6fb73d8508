import type { OrganizationView } from './OrganizationStore.ts';

/** The page of one tenant: name, plan and limits. */
export function tenantPage({ name, planId, limits }: OrganizationView): string {
  const rows = Object.entries(limits).map(
    ([limit, value]) =>
      `<div class="limit"><dt>${escape(labelOf(limit))}</dt><dd>${
        value === null ? 'Unlimited' : value.toLocaleString('en')
      }</dd></div>`,
  );
  return page(
    name,
    `<h1>${escape(name)}</h1>
     <p class="plan"><span>Plan</span> ${escape(capitalize(planId))}</p>
     <dl>${rows.join('\n')}</dl>`,
  );
}

/** A page that says one thing. */
export function messagePage(title: string, message: string): string {
  return page(title, `<h1>${escape(title)}</h1><p>${escape(message)}</p>`);
}

function page(title: string, content: string): string {
  return `<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>${escape(title)} · Components Platform</title>
  <link rel="stylesheet" href="/style.css">
</head>
<body>
  <header><span class="mark" aria-hidden="true"></span>Components Platform</header>
  <main>${content}</main>
</body>
</html>
`;
}

/** `maxStorageGb` → `Storage (GB)`, `apiCalls` → `Api calls` */
function labelOf(limit: string): string {
  const gigabytes = limit.endsWith('Gb');
  const words = limit
    .replace(/^max(?=[A-Z])/, '')
    .replace(/Gb$/, '')
    .replace(/(?<=[a-z0-9])(?=[A-Z])|[_.-]/g, ' ')
    .toLowerCase();
  return `${capitalize(words)}${gigabytes ? ' (GB)' : ''}`;
}

function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, char => `&#${char.charCodeAt(0)};`);
}
