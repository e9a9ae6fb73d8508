import { ButtonLink, Card, CardBody, Link, Text } from '@backstage/ui';
import { paths } from '@ananta/backstage-plugin-tenants';
import { RiArrowRightLine } from '@remixicon/react';
import { LogoMark } from '../../brand/LogoMark';
import styles from './FirstSteps.module.css';

/** Where to begin while there is no tenant yet. */
export function FirstSteps({ mayCreate }: { mayCreate: boolean }) {
  return (
    <Card className={styles.card}>
      <CardBody>
        <div className={styles.inner}>
          <span className={styles.mark}>
            <LogoMark size={72} />
          </span>
          <Text as="h3" variant="title-medium" weight="bold">
            Create your first tenant
          </Text>
          <Text as="p" variant="body-large" color="secondary">
            {mayCreate
              ? 'Fill in one form and watch every step happen: identity, database, app plane, subscription.'
              : 'No tenants yet. Your role can’t create one; as soon as somebody does, it shows up here.'}
          </Text>
          {mayCreate && (
            <ButtonLink
              href={paths.newTenant}
              variant="primary"
              iconEnd={<RiArrowRightLine aria-hidden />}
            >
              New tenant
            </ButtonLink>
          )}
          <ol className={styles.steps}>
            <li>
              <strong>Look at the plans</strong>
              <span>
                Four are ready: <Link href="/plans">see what they offer</Link>.
              </span>
            </li>
            <li>
              <strong>Create a tenant</strong>
              <span>Pick a key, a plan and an owner; the rest is decided.</span>
            </li>
            <li>
              <strong>Watch its run</strong>
              <span>
                If a step fails, everything is undone before your eyes.
              </span>
            </li>
          </ol>
        </div>
      </CardBody>
    </Card>
  );
}
