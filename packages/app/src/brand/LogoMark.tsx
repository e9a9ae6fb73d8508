/** Ananta's mark: one line without an end. Takes its colour from the text around it. */
export function LogoMark(props: { size?: number; title?: string }) {
  const { size = 32, title } = props;
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 48 48"
      fill="none"
      role={title ? 'img' : undefined}
      aria-label={title}
      aria-hidden={title ? undefined : true}
    >
      <path
        d="M24 24c-4.4-6-7.4-9-11.8-9a9 9 0 1 0 0 18c4.4 0 7.4-3 11.8-9s7.4-9 11.8-9a9 9 0 1 1 0 18c-4.4 0-7.4-3-11.8-9Z"
        stroke="currentColor"
        strokeWidth="4.5"
        strokeLinejoin="round"
      />
    </svg>
  );
}
