import { ButtonIcon, Header } from '@backstage/ui';
import { RELATION_OWNED_BY } from '@backstage/catalog-model';
import {
  EntityRefLinks,
  getEntityRelations,
  useEntity,
  useEntityPresentation,
  useStarredEntity,
} from '@backstage/plugin-catalog-react';
import type { EntityHeaderLayoutProps } from '@backstage/plugin-catalog-react/alpha';
import { StatusBadge, type StatusOf } from '@ananta/ui';
import { RiStarFill, RiStarLine } from '@remixicon/react';

/** Head of the page of a tenant, a plan or a subscription: its status, not a lifecycle. */
export function TenancyEntityHeader(props: EntityHeaderLayoutProps) {
  const { entity } = useEntity();
  const { primaryTitle } = useEntityPresentation(entity);
  const owners = getEntityRelations(entity, RELATION_OWNED_BY);
  const of = entity.kind.toLowerCase() as StatusOf;
  return (
    <Header
      title={primaryTitle}
      tags={[{ label: entity.kind }]}
      metadata={[
        {
          label: 'Status',
          value: <StatusBadge of={of} status={String(entity.spec?.status)} />,
        },
        ...(owners.length > 0
          ? [{ label: 'Owner', value: <EntityRefLinks entityRefs={owners} /> }]
          : []),
      ]}
      tabs={props.tabs}
      activeTabId={props.activeTabId}
      customActions={<StarButton />}
    />
  );
}

function StarButton() {
  const { isStarredEntity, toggleStarredEntity } = useStarredEntity(
    useEntity().entity,
  );
  return (
    <ButtonIcon
      variant="secondary"
      aria-label={
        isStarredEntity ? 'Remove from favorites' : 'Add to favorites'
      }
      icon={isStarredEntity ? <RiStarFill /> : <RiStarLine />}
      onPress={toggleStarredEntity}
    />
  );
}
