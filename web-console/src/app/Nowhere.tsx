import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { GoLink } from '../ui/GoLink';

/** An address that names no view. */
export function Nowhere() {
  return (
    <SpaceBetween size="l">
      <Header variant="h1">There is no such page</Header>
      <GoLink href="/">To the first page</GoLink>
    </SpaceBetween>
  );
}
