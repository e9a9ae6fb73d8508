import { Link, useSidebarOpenState } from '@backstage/core-components';
import { LogoMark } from '../../brand/LogoMark';
import styles from './Navigation.module.css';

/** Mark and name at the top of the side bar, leading home. */
export function LogoHeader() {
  const { isOpen } = useSidebarOpenState();
  return (
    <Link
      to="/"
      underline="none"
      className={styles.logo}
      aria-label="Ananta, home"
    >
      <span className={styles.mark}>
        <LogoMark size={34} />
      </span>
      {isOpen && <span className={styles.name}>Ananta</span>}
    </Link>
  );
}
