import type { IconComponent } from '@backstage/core-plugin-api';
import AutorenewIcon from '@material-ui/icons/Autorenew';
import BusinessIcon from '@material-ui/icons/Business';
import LocalOfferIcon from '@material-ui/icons/LocalOffer';

/** Icons by kind, in lower case; of the set that the other kinds' icons are from. */
export const kindIcons: Record<string, IconComponent> = {
  tenant: BusinessIcon,
  plan: LocalOfferIcon,
  subscription: AutorenewIcon,
};
