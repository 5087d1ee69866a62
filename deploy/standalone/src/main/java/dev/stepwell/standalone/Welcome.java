package dev.stepwell.standalone;

import java.nio.file.Path;
import java.util.EnumSet;

/** What a newcomer is told when the server is ready: where it is and what to type next. */
final class Welcome {
    private Welcome() {}

    static String text(Options options, Server server, boolean firstStart) {
        return options.roles().containsAll(EnumSet.allOf(Role.class))
                ? whole(options, server, firstStart)
                : part(options, server, firstStart);
    }

    /** A process that needs others is started by somebody who knows the house. */
    private static String part(Options options, Server server, boolean firstStart) {
        String role = options.roles().iterator().next().toString();
        String grpc = server.grpc()
                .map(at -> ", gRPC at " + Credentials.text(Credentials.named(at, server)))
                .orElse("");
        String made = firstStart
                ? "An operator key and a demo tenant were made; the keys are in " + options.data()
                        + ", in operator.key and credentials.env\n"
                : "";
        return "Stepwell's " + role + " is ready at " + Credentials.url(server) + grpc + "\n" + made;
    }

    private static String whole(Options options, Server server, boolean firstStart) {
        String grpc = server.grpc()
                .map(at -> ", gRPC at " + Credentials.text(Credentials.named(at, server)))
                .orElse("");
        String made = firstStart ? "An operator key and a demo tenant were made. " : "";
        return """
               Stepwell is ready at %s%s
               %sData and keys are in %s

               Take the keys in, then try three commands:
                 set -a; . %s; set +a

                 aws stepfunctions create-state-machine --name hello --role-arn arn:aws:iam::$STEPWELL_ACCOUNT:role/any \\
                   --definition '{"StartAt": "Hello", "States": {"Hello": {"Type": "Pass", "Result": "world", "End": true}}}'
                 aws stepfunctions start-execution --name first \\
                   --state-machine-arn arn:aws:states:$AWS_DEFAULT_REGION:$STEPWELL_ACCOUNT:stateMachine:hello
                 aws stepfunctions get-execution-history \\
                   --execution-arn arn:aws:states:$AWS_DEFAULT_REGION:$STEPWELL_ACCOUNT:execution:hello:first
               """.formatted(
                        Credentials.url(server),
                        grpc,
                        made,
                        options.data(),
                        quoted(options.data().resolve("credentials.env")));
    }

    /** As a shell reads it. */
    private static String quoted(Path path) {
        String text = path.toString();
        return text.matches("[A-Za-z0-9_./-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
