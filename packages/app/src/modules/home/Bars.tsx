import { Link } from 'react-router-dom';
import styles from './Bars.module.css';

/** One bar of a chart; it opens the list behind it. */
export interface Bar {
  key: string;
  label: string;
  value: number;
  to: string;
  colour: string;
}

/** Horizontal bars in proportion to the largest, each with its number. */
export function Bars(props: { label: string; bars: Bar[] }) {
  const largest = Math.max(1, ...props.bars.map(bar => bar.value));
  return (
    <ul className={styles.bars} aria-label={props.label}>
      {props.bars.map(bar => (
        <li key={bar.key}>
          <Link to={bar.to} className={styles.bar}>
            <span className={styles.label}>{bar.label}</span>
            <span className={styles.track} aria-hidden>
              <span
                data-empty={bar.value === 0 || undefined}
                style={{
                  inlineSize: `${(bar.value / largest) * 100}%`,
                  background: bar.colour,
                }}
              />
            </span>
            <span className={styles.value}>
              {bar.value.toLocaleString('en')}
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
