import type { ReactNode } from 'react';
import {
  Sidebar,
  SidebarDivider,
  SidebarGroup,
  SidebarItem,
  SidebarScrollWrapper,
  SidebarSpace,
  useSidebarOpenState,
} from '@backstage/core-components';
import type {
  NavContentComponentProps,
  NavContentNavItem,
} from '@backstage/plugin-app-react';
import { NotificationsSidebarItem } from '@backstage/plugin-notifications';
import { SidebarSearchModal } from '@backstage/plugin-search';
import { RiMenuLine, RiSearchLine, RiSettings3Line } from '@remixicon/react';
import { LogoHeader } from './LogoHeader';
import styles from './Navigation.module.css';

/** Pages in their groups; what a page's plugin adds later goes to the last one. */
const GROUPS = [
  { title: '', pages: ['page:overview'] },
  { title: 'Customers', pages: ['page:tenants', 'page:tenants/runs'] },
  {
    title: 'Commerce',
    pages: ['page:billing', 'page:billing/plans', 'page:billing/subscriptions'],
  },
  {
    title: 'Platform',
    pages: ['page:catalog', 'page:scaffolder', 'page:techdocs'],
  },
];

/** Reached from elsewhere: the search field, the bell and the pages that they belong to. */
const UNLISTED = [
  'page:search',
  'page:notifications',
  'page:user-settings',
  'page:app-visualizer',
  'page:catalog-graph',
  'page:api-docs',
];

/** The side bar: what the portal is about first, the platform's tools after it. */
export function Navigation({ navItems }: NavContentComponentProps) {
  const items = navItems.clone();
  const settings = items.take('page:user-settings');
  UNLISTED.forEach(id => items.take(id));
  const groups = GROUPS.map(group => ({
    title: group.title,
    items: group.pages.flatMap(id => items.take(id) ?? []),
  }));
  groups[groups.length - 1].items.push(...items.rest());

  return (
    <Sidebar>
      <LogoHeader />
      <SidebarGroup label="Search" icon={<RiSearchLine />} to="/search">
        <SidebarSearchModal />
      </SidebarGroup>
      <SidebarGroup label="Menu" icon={<RiMenuLine />}>
        <SidebarScrollWrapper>
          {groups
            .filter(group => group.items.length > 0)
            .map(group => (
              <Section key={group.title} title={group.title}>
                {group.items.map(renderItem)}
              </Section>
            ))}
        </SidebarScrollWrapper>
      </SidebarGroup>
      <SidebarSpace />
      <SidebarDivider />
      <SidebarGroup label="Settings" icon={<RiSettings3Line />} to="/settings">
        <NotificationsSidebarItem titleCounterEnabled={false} />
        {settings && renderItem(settings)}
      </SidebarGroup>
    </Sidebar>
  );
}

function renderItem(item: NavContentNavItem) {
  return (
    <SidebarItem
      key={item.node.spec.id}
      to={item.href}
      icon={() => <span className={styles.icon}>{item.icon}</span>}
      text={item.title}
    />
  );
}

function Section(props: { title: string; children: ReactNode }) {
  const { isOpen } = useSidebarOpenState();
  return (
    <>
      {props.title &&
        (isOpen ? (
          <div className={styles.heading}>{props.title}</div>
        ) : (
          <div className={styles.rule} />
        ))}
      {props.children}
    </>
  );
}
