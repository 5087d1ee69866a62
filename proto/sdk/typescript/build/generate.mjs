// Takes the contract in: the .proto files that the package loads, and the types of their messages.
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('..', import.meta.url));
const source = join(here, '../../contracts/src/main/protobuf');
const contract = join(here, 'contract');
const generated = join(here, 'src/generated');
const namespaces = {
  sfn: 'sfn/v1', swf: 'swf/v1', events: 'events/v1', scheduler: 'scheduler/v1', platform: 'platform/v1', wire: 'worker/v1',
};
// As src/contract.ts loads them.
const options = ['--longs=Number', '--enums=String', '--arrays', '--includeComments', '--grpcLib=@grpc/grpc-js', '--importFileExtension=.js'];

for (const old of [contract, generated]) rmSync(old, { recursive: true, force: true });
mkdirSync(generated, { recursive: true });
cpSync(source, contract, { recursive: true, filter: path => !path.startsWith(join(source, 'stepwell/internal')) });
cpSync(join(here, '../service-config.json'), join(contract, 'service-config.json'));

const protos = readdirSync(contract, { recursive: true }).filter(path => path.endsWith('.proto') && !path.includes('options'));
const bin = join(here, 'node_modules/.bin/proto-loader-gen-types');
const google = join(here, 'node_modules/protobufjs');
execFileSync(bin, [...options, '-I', contract, google, '--outDir', generated, ...protos], { stdio: ['ignore', 'ignore', 'inherit'] });

// The packages as values: here they are loaded, and only their messages and services have types.
for (const file of readdirSync(generated)) if (file.endsWith('.ts')) rmSync(join(generated, file));

for (const [name, path] of Object.entries(namespaces)) {
  const folder = join(generated, 'stepwell', path);
  const files = existsSync(folder) ? readdirSync(folder).sort() : [];
  const lines = files.map(file => `export type * from './${relative(generated, join(folder, file)).replace(/\.ts$/, '.js')}';\n`);
  writeFileSync(join(generated, `${name}.ts`), lines.join(''));
}
