import styles from './StatusBadge.module.css';
import { statusWords, type StatusOf, type Tone } from './statuses';

/** A status as a coloured word; live ones carry a pulsing dot. */
export function StatusBadge(props: { of: StatusOf; status: string }) {
  const words = statusWords(props.of, props.status);
  return (
    <ToneBadge tone={words.tone} live={words.live}>
      {words.label}
    </ToneBadge>
  );
}

/** Any short word in the look of a status. */
export function ToneBadge(props: {
  tone: Tone;
  live?: boolean;
  children: string;
}) {
  return (
    <span className={styles.badge} data-tone={props.tone}>
      <span
        className={styles.dot}
        data-live={props.live ? 'true' : undefined}
        aria-hidden
      />
      {props.children}
    </span>
  );
}
