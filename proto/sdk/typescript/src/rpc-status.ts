import protobuf from 'protobufjs';

const DOMAIN = 'stepwell.dev';
const ERROR_INFO = 'type.googleapis.com/google.rpc.ErrorInfo';

const { root } = protobuf.parse(`
  syntax = "proto3";
  message Any { string type_url = 1; bytes value = 2; }
  message Status { int32 code = 1; string message = 2; repeated Any details = 3; }
  message ErrorInfo { string reason = 1; string domain = 2; map<string, string> metadata = 3; }`);
const Status = root.lookupType('Status');
const ErrorInfo = root.lookupType('ErrorInfo');

interface Any { typeUrl: string; value: Uint8Array }

/** What a google.rpc.Status of ours says; nothing when it is of another making. */
export function status(packed: Uint8Array): { reason: string; message: string; members: Record<string, string> } | undefined {
  const said = Status.decode(packed) as unknown as { message: string; details: Any[] };
  for (const detail of said.details) {
    if (detail.typeUrl === ERROR_INFO) {
      const info = ErrorInfo.decode(detail.value) as unknown as { reason: string; domain: string; metadata: Record<string, string> };
      if (info.domain === DOMAIN) return { reason: info.reason, message: said.message, members: { ...info.metadata } };
    }
  }
  return undefined;
}
