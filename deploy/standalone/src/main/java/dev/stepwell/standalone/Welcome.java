package dev.stepwell.standalone;

/** What a newcomer is told when the server is ready: where it is and what to type next. */
final class Welcome {
    private Welcome() {}

    static String text(Options options, Server server) {
        String endpoint =
                "http://" + server.http().getHostString() + ":" + server.http().getPort();
        return """
               Stepwell is ready at %s
               Data and keys are in %s

               Take the keys in, then try three commands:
                 set -a; . %s/credentials.env; set +a

                 aws stepfunctions create-state-machine --name hello --role-arn arn:aws:iam::$STEPWELL_ACCOUNT:role/any \\
                   --definition '{"StartAt": "Hello", "States": {"Hello": {"Type": "Pass", "Result": "world", "End": true}}}'
                 aws stepfunctions start-execution --name first \\
                   --state-machine-arn arn:aws:states:$AWS_DEFAULT_REGION:$STEPWELL_ACCOUNT:stateMachine:hello
                 aws stepfunctions get-execution-history \\
                   --execution-arn arn:aws:states:$AWS_DEFAULT_REGION:$STEPWELL_ACCOUNT:execution:hello:first
               """.formatted(endpoint, options.data(), options.data());
    }
}
