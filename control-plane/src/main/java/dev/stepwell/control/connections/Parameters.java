package dev.stepwell.control.connections;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.contracts.events.v1.ConnectionHttpParameters;
import dev.stepwell.contracts.events.v1.CreateConnectionApiKeyAuthRequestParameters;
import dev.stepwell.contracts.events.v1.CreateConnectionAuthRequestParameters;
import dev.stepwell.contracts.events.v1.CreateConnectionBasicAuthRequestParameters;
import dev.stepwell.contracts.events.v1.CreateConnectionOAuthRequestParameters;
import dev.stepwell.contracts.events.v1.UpdateConnectionAuthRequestParameters;
import java.net.URI;
import java.util.stream.Stream;

/** The rules of what a connection is made of (EventBridge API reference, CreateConnectionAuthRequestParameters). */
final class Parameters {
    static final String BASIC = "BASIC";
    static final String API_KEY = "API_KEY";
    static final String OAUTH = "OAUTH_CLIENT_CREDENTIALS";

    private Parameters() {}

    /** The same, if they are those of the type and can be had here; throws ValidationException otherwise. */
    static CreateConnectionAuthRequestParameters checked(String type, CreateConnectionAuthRequestParameters given) {
        if (given.hasConnectivityParameters()) {
            throw invalid("ConnectivityParameters are not supported: this server is in no network of AWS.");
        }
        long kinds = Stream.of(
                        given.hasBasicAuthParameters(), given.hasApiKeyAuthParameters(), given.hasOauthParameters())
                .filter(present -> present)
                .count();
        if (kinds != 1 || !isWhole(type, given)) {
            throw invalid("Authorization type " + type + " needs all of " + member(type)
                    + ", and no parameters of another type.");
        }
        if (given.hasOauthParameters() && !isAddress(given.getOauthParameters().getAuthorizationEndpoint())) {
            throw invalid("AuthorizationEndpoint must be the address of a web service.");
        }
        return given;
    }

    /**
     * What a connection is made of after an update: what is given replaces what was, member by member, and lists as a whole.
     *
     * @param type of the connection after the update
     * @param before nothing of it is kept that is of another type
     */
    static CreateConnectionAuthRequestParameters updated(
            String type, CreateConnectionAuthRequestParameters before, UpdateConnectionAuthRequestParameters given) {
        CreateConnectionAuthRequestParameters change = asCreated(given);
        CreateConnectionAuthRequestParameters.Builder after = before.toBuilder();
        if (!type.equals(BASIC)) {
            after.clearBasicAuthParameters();
        }
        if (!type.equals(API_KEY)) {
            after.clearApiKeyAuthParameters();
        }
        if (!type.equals(OAUTH)) {
            after.clearOauthParameters();
        }
        if (change.hasInvocationHttpParameters()) {
            makeRoom(after.getInvocationHttpParametersBuilder(), change.getInvocationHttpParameters());
        }
        if (change.getOauthParameters().hasOauthHttpParameters() && after.hasOauthParameters()) {
            makeRoom(
                    after.getOauthParametersBuilder().getOauthHttpParametersBuilder(),
                    change.getOauthParameters().getOauthHttpParameters());
        }
        return checked(type, after.mergeFrom(change).build());
    }

    /** An update says the same as a creation, under the same numbers; only that all of it may be left out. */
    private static CreateConnectionAuthRequestParameters asCreated(UpdateConnectionAuthRequestParameters given) {
        try {
            return CreateConnectionAuthRequestParameters.parseFrom(given.toByteString());
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("one message is the other's bytes", e);
        }
    }

    /** Merging adds to lists; those that come are to replace the ones that are there. */
    private static void makeRoom(ConnectionHttpParameters.Builder lists, ConnectionHttpParameters change) {
        if (change.getHeaderParametersCount() > 0) {
            lists.clearHeaderParameters();
        }
        if (change.getQueryStringParametersCount() > 0) {
            lists.clearQueryStringParameters();
        }
        if (change.getBodyParametersCount() > 0) {
            lists.clearBodyParameters();
        }
    }

    private static boolean isWhole(String type, CreateConnectionAuthRequestParameters given) {
        return switch (type) {
            case BASIC -> {
                CreateConnectionBasicAuthRequestParameters basic = given.getBasicAuthParameters();
                yield basic.hasUsername() && basic.hasPassword();
            }
            case API_KEY -> {
                CreateConnectionApiKeyAuthRequestParameters key = given.getApiKeyAuthParameters();
                yield key.hasApiKeyName() && key.hasApiKeyValue();
            }
            default -> {
                CreateConnectionOAuthRequestParameters oauth = given.getOauthParameters();
                yield oauth.hasAuthorizationEndpoint()
                        && oauth.hasHttpMethod()
                        && oauth.getClientParameters().hasClientId()
                        && oauth.getClientParameters().hasClientSecret();
            }
        };
    }

    private static String member(String type) {
        return switch (type) {
            case BASIC -> "BasicAuthParameters";
            case API_KEY -> "ApiKeyAuthParameters";
            default -> "OAuthParameters";
        };
    }

    private static boolean isAddress(String text) {
        try {
            URI uri = URI.create(text);
            return uri.getHost() != null && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static Fault invalid(String why) {
        return new Fault("ValidationException", why);
    }
}
