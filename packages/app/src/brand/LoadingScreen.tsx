import { LogoMark } from './LogoMark';
import styles from './LoadingScreen.module.css';

/** What is seen until the portal's code has arrived; there is no theme yet. */
export function LoadingScreen() {
  return (
    <div className={styles.screen} role="status" aria-label="Ananta is loading">
      <LogoMark size={56} />
    </div>
  );
}
