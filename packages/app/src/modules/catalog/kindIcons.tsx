import type { IconComponent } from '@backstage/core-plugin-api';
import {
  RiBuilding2Line,
  RiFileList3Line,
  RiPriceTag3Line,
  type RemixiconComponentType,
} from '@remixicon/react';

/** Icons by kind, in lower case. */
export const kindIcons: Record<string, IconComponent> = {
  tenant: sized(RiBuilding2Line),
  plan: sized(RiPriceTag3Line),
  subscription: sized(RiFileList3Line),
};

function sized(Icon: RemixiconComponentType): IconComponent {
  return ({ fontSize }) => <Icon size={fontSize === 'small' ? 20 : 24} />;
}
