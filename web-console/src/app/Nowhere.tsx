import { GoLink } from '../ui/GoLink';
import { Empty } from '../ui/Trouble';

/** An address that names no view. */
export function Nowhere() {
  return (
    <Empty title="There is no such page">
      <GoLink href="/">To the first page</GoLink>
    </Empty>
  );
}
