import CopyToClipboard from '@cloudscape-design/components/copy-to-clipboard';

/** A button that copies a text. */
export function CopyButton({ text, label }: { text: string; label: string }) {
  return (
    <CopyToClipboard
      variant="button"
      textToCopy={text}
      copyButtonText={label}
      copyButtonAriaLabel={label}
      copySuccessText="Copied"
      copyErrorText="Could not be copied"
    />
  );
}

/** A text, such as an identifier, with a small button that copies it. */
export function Copied({ text }: { text: string }) {
  return (
    <CopyToClipboard
      variant="inline"
      textToCopy={text}
      copyButtonAriaLabel={`Copy ${text}`}
      copySuccessText="Copied"
      copyErrorText="Could not be copied"
    />
  );
}
