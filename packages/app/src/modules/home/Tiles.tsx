import type { TenantCounts } from '@ananta/backstage-plugin-tenants-common';
import { Link } from 'react-router-dom';
import { lists } from './tenantLinks';
import styles from './Tiles.module.css';

/** The numbers that matter most. */
export function Tiles({ counts }: { counts: TenantCounts }) {
  const { byStatus } = counts;
  return (
    <ul className={styles.tiles} aria-label="Numbers">
      <Tile
        label="Active tenants"
        value={byStatus.active ?? 0}
        to={lists.ofStatus('active')}
      />
      <Tile
        label="Runs in flight"
        value={counts.runsInFlight}
        to={lists.inFlight}
      />
      <Tile
        label="Failed to provision"
        value={byStatus.provisioning_failed ?? 0}
        to={lists.ofStatus('provisioning_failed')}
        tone="danger"
      />
      <Tile
        label="Need attention"
        value={counts.needsAttention}
        to={lists.attention}
        tone="danger"
      />
    </ul>
  );
}

function Tile(props: {
  label: string;
  value: number;
  to: string;
  /** How a number above zero is to be taken. */
  tone?: 'danger';
}) {
  const { label, value, to, tone } = props;
  return (
    <li>
      <Link to={to} className={styles.tile}>
        <span className={styles.value} data-tone={value > 0 ? tone : undefined}>
          {value.toLocaleString('en')}
        </span>
        <span className={styles.label}>{label}</span>
      </Link>
    </li>
  );
}
