import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { type FormEvent, useState } from 'react';
import { asProblem } from '../../api/problem';
import { useSignIn } from '../../api/session';

/** Takes an API key and exchanges it for a session. The key goes to the server and nowhere else. */
export function SignInPage() {
  const [key, setKey] = useState('');
  const signIn = useSignIn();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (key.trim() !== '') {
      signIn.mutate(key.trim());
    }
  };
  return (
    <main className="sign-in">
      <form onSubmit={submit}>
        <Container
          header={
            <Header variant="h1" description="State machines and executions on this server">
              Stepwell
            </Header>
          }
        >
          <SpaceBetween size="l">
            <FormField
              label="API key"
              description="The line STEPWELL_API_KEY in credentials.env, which the server wrote when it first started."
              errorText={signIn.error === null ? undefined : wordsFor(signIn.error)}
            >
              <Input
                type="password"
                value={key}
                onChange={({ detail }) => setKey(detail.value)}
                autoComplete="off"
                autoFocus
                ariaRequired
                name="api-key"
              />
            </FormField>
            <Button variant="primary" loading={signIn.isPending} loadingText="Signing in" formAction="submit">
              Sign in
            </Button>
            <Box variant="small" color="text-body-secondary">
              The key is exchanged for a session and not kept in this browser.
            </Box>
          </SpaceBetween>
        </Container>
      </form>
    </main>
  );
}

function wordsFor(thrown: unknown): string {
  const problem = asProblem(thrown);
  const request = problem.requestId === '' ? '' : ` (request ${problem.requestId})`;
  return problem.isSignedOut || problem.isForbidden || problem.status === 400
    ? `This key opens nothing here.${request}`
    : `${problem.message}${request}`;
}
