package dev.stepwell.execution.connectors.aws;

import java.util.Map;
import java.util.Optional;

/**
 * How AWS's integration of a service spells what the SDK says.
 *
 * @param service the name of its module
 * @param error what the names of its errors begin with, when that is not the SDK's own name
 * @param legacy how the SDK for Java 1, by which AWS asks for the older integrations, names the service in its messages
 * @param anyException what that SDK calls an error that the service's model does not name
 * @param headers whether the result shows what came around it
 */
record Integration(String service, String error, String legacy, String anyException, boolean headers) {
    private static final String SDK = "aws-sdk:";

    /** The older ones, by the names in their Resources. */
    private static final Map<String, Integration> OLDER = Map.of(
            "sqs", new Integration("sqs", "SQS", "AmazonSQS", "AmazonSQSException", true),
            "sns", new Integration("sns", "SNS", "AmazonSNS", "AmazonSNSException", true),
            "dynamodb", new Integration("dynamodb", "DynamoDB", "AmazonDynamoDBv2", "AmazonDynamoDBException", true),
            "events",
                    new Integration(
                            "eventbridge", "EventBridge", "AmazonEventBridge", "AmazonEventBridgeException", false));

    /** Of a Resource's service, when it is one of AWS's that the SDK asks. */
    static Optional<Integration> of(String service) {
        return service.startsWith(SDK)
                ? Optional.of(new Integration(service.substring(SDK.length()), "", "", "", false))
                : Optional.ofNullable(OLDER.get(service));
    }

    /** Whether it is one of the newer ones, which are as the SDK for Java 2 is. */
    boolean bySdk() {
        return legacy.isEmpty();
    }

    Naming naming() {
        return bySdk() ? Naming.SDK : Naming.MODEL;
    }
}
