package dev.stepwell.control.connections;

import dev.stepwell.contracts.events.v1.CreateConnectionAuthRequestParameters;
import dev.stepwell.names.AccountId;
import dev.stepwell.names.ConnectionArn;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A connection.
 *
 * @param authorizationType BASIC, OAUTH_CLIENT_CREDENTIALS or API_KEY
 * @param parameters who it is and what goes along with requests, secrets included; empty when they were forgotten
 * @param revision grows with each change
 */
public record Connection(
        Key key,
        Optional<String> description,
        String authorizationType,
        Optional<CreateConnectionAuthRequestParameters> parameters,
        long revision,
        Times times) {
    /** AWS's word for whether it is of use (EventBridge API reference, ConnectionState). */
    public String state() {
        return state(parameters.isPresent());
    }

    static String state(boolean authorized) {
        return authorized ? "AUTHORIZED" : "DEAUTHORIZED";
    }

    /**
     * Which connection of a tenant it is.
     *
     * @param id what tells it from others that had the name before
     */
    public record Key(String region, String name, UUID id) {
        /** Its ARN. */
        public ConnectionArn arn(AccountId account) {
            return new ConnectionArn(region, account.value(), name, id.toString());
        }
    }

    /**
     * When what happened to it.
     *
     * @param authorized when its secrets were last given
     */
    public record Times(Instant created, Instant modified, Instant authorized) {}

    /**
     * A connection in a list.
     *
     * @param state AWS's word for whether it is of use
     */
    public record Listed(Key key, String authorizationType, String state, Times times) {}
}
