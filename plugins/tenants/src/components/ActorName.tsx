import { EntityRefLink } from '@backstage/plugin-catalog-react';

/** Who did it: people and groups link to their page, machines are named. */
export function ActorName(props: { actor: string }) {
  const { actor } = props;
  if (/^(user|group):/.test(actor)) {
    return <EntityRefLink entityRef={actor} />;
  }
  const [kind, name] = actor.split(/:(.*)/);
  switch (kind) {
    case 'plugin':
      return <>{name} (plugin)</>;
    case 'external':
      return <>{name} (external)</>;
    default:
      return <>{actor}</>;
  }
}
