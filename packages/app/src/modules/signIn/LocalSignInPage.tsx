import { useState, type ReactNode } from 'react';
import { ProxiedSignInPage } from '@backstage/core-components';
import {
  configApiRef,
  useApi,
  type IdentityApi,
} from '@backstage/frontend-plugin-api';
import type { SignInPageProps } from '@backstage/plugin-app-react';
import { EmptyState, ErrorPanel, usePageTitle } from '@ananta/ui';
import { LogoMark } from '../../brand/LogoMark';
import { readLocalUsers, rememberedUser, type LocalUser } from './localUsers';
import styles from './LocalSignInPage.module.css';

/** Offers one user of each role, on a machine of one's own. */
export function LocalSignInPage({ onSignInSuccess }: SignInPageProps) {
  const users = readLocalUsers(useApi(configApiRef));
  const [attempt, setAttempt] = useState(() => ({
    name: rememberedUser.get(),
    number: 1,
  }));
  usePageTitle('Sign in');
  const choose = (name: string) =>
    setAttempt(last => ({ name, number: last.number + 1 }));

  const chosen = attempt.name;

  if (chosen && users.some(user => user.name === chosen)) {
    return (
      <ProxiedSignInPage
        key={attempt.number}
        provider="local"
        headers={{ 'X-Ananta-Local-User': chosen }}
        onSignInSuccess={identity => {
          rememberedUser.set(chosen);
          onSignInSuccess(forgettingOnSignOut(identity));
        }}
        ErrorComponent={({ error }) => (
          <Welcome users={users} onChoose={choose}>
            <ErrorPanel
              error={error}
              title="Sign-in did not work"
              onRetry={() => choose(chosen)}
            />
          </Welcome>
        )}
      />
    );
  }
  return <Welcome users={users} onChoose={choose} />;
}

function forgettingOnSignOut(identity: IdentityApi): IdentityApi {
  return {
    getProfileInfo: () => identity.getProfileInfo(),
    getBackstageIdentity: () => identity.getBackstageIdentity(),
    getCredentials: () => identity.getCredentials(),
    signOut: async () => {
      rememberedUser.forget();
      await identity.signOut();
    },
  };
}

function Welcome(props: {
  users: LocalUser[];
  onChoose: (name: string) => void;
  children?: ReactNode;
}) {
  return (
    <main className={styles.page}>
      <div className={styles.card}>
        <span className={styles.mark}>
          <LogoMark size={64} />
        </span>
        <h1>Ananta</h1>
        <p className={styles.tagline}>
          Every tenant, plan and run of your platform, in one place.
        </p>
        {props.children}
        {props.users.length > 0 ? (
          <UserList users={props.users} onChoose={props.onChoose} />
        ) : (
          <EmptyState
            title="No way to sign in is configured"
            description="Configure an authentication provider, or switch on ananta.localSignIn on a machine of your own."
          />
        )}
      </div>
    </main>
  );
}

function UserList(props: {
  users: LocalUser[];
  onChoose: (name: string) => void;
}) {
  return (
    <>
      <p className={styles.notice}>Local sign-in — this machine only</p>
      <ul className={styles.users} aria-label="Sign in as">
        {props.users.map(user => (
          <li key={user.name}>
            <button type="button" onClick={() => props.onChoose(user.name)}>
              <span className={styles.initials} aria-hidden>
                {initials(user.title)}
              </span>
              <span>
                <strong>{user.title}</strong>
                <span className={styles.role}>{user.role}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

function initials(title: string): string {
  return title
    .split(/\s+/)
    .map(word => word.charAt(0))
    .slice(0, 2)
    .join('');
}
