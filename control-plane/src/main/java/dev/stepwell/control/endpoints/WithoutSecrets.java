package dev.stepwell.control.endpoints;

import dev.stepwell.contracts.events.v1.ConnectionApiKeyAuthResponseParameters;
import dev.stepwell.contracts.events.v1.ConnectionAuthResponseParameters;
import dev.stepwell.contracts.events.v1.ConnectionBasicAuthResponseParameters;
import dev.stepwell.contracts.events.v1.ConnectionBodyParameter;
import dev.stepwell.contracts.events.v1.ConnectionHeaderParameter;
import dev.stepwell.contracts.events.v1.ConnectionHttpParameters;
import dev.stepwell.contracts.events.v1.ConnectionOAuthClientResponseParameters;
import dev.stepwell.contracts.events.v1.ConnectionOAuthResponseParameters;
import dev.stepwell.contracts.events.v1.ConnectionQueryStringParameter;
import dev.stepwell.contracts.events.v1.CreateConnectionAuthRequestParameters;
import dev.stepwell.contracts.events.v1.CreateConnectionOAuthRequestParameters;

/** What a connection is made of, as whoever asks for it is told: passwords, keys and values called secret are left out. */
final class WithoutSecrets {
    private WithoutSecrets() {}

    static ConnectionAuthResponseParameters of(CreateConnectionAuthRequestParameters all) {
        ConnectionAuthResponseParameters.Builder told = ConnectionAuthResponseParameters.newBuilder();
        if (all.hasBasicAuthParameters()) {
            told.setBasicAuthParameters(ConnectionBasicAuthResponseParameters.newBuilder()
                    .setUsername(all.getBasicAuthParameters().getUsername()));
        }
        if (all.hasApiKeyAuthParameters()) {
            told.setApiKeyAuthParameters(ConnectionApiKeyAuthResponseParameters.newBuilder()
                    .setApiKeyName(all.getApiKeyAuthParameters().getApiKeyName()));
        }
        if (all.hasOauthParameters()) {
            told.setOauthParameters(of(all.getOauthParameters()));
        }
        if (all.hasInvocationHttpParameters()) {
            told.setInvocationHttpParameters(of(all.getInvocationHttpParameters()));
        }
        return told.build();
    }

    private static ConnectionOAuthResponseParameters of(CreateConnectionOAuthRequestParameters oauth) {
        ConnectionOAuthResponseParameters.Builder told = ConnectionOAuthResponseParameters.newBuilder()
                .setClientParameters(ConnectionOAuthClientResponseParameters.newBuilder()
                        .setClientId(oauth.getClientParameters().getClientId()))
                .setAuthorizationEndpoint(oauth.getAuthorizationEndpoint())
                .setHttpMethod(oauth.getHttpMethod());
        if (oauth.hasOauthHttpParameters()) {
            told.setOauthHttpParameters(of(oauth.getOauthHttpParameters()));
        }
        return told.build();
    }

    private static ConnectionHttpParameters of(ConnectionHttpParameters all) {
        ConnectionHttpParameters.Builder told = all.toBuilder();
        told.getHeaderParametersBuilderList().stream()
                .filter(ConnectionHeaderParameter.Builder::getIsValueSecret)
                .forEach(ConnectionHeaderParameter.Builder::clearValue);
        told.getQueryStringParametersBuilderList().stream()
                .filter(ConnectionQueryStringParameter.Builder::getIsValueSecret)
                .forEach(ConnectionQueryStringParameter.Builder::clearValue);
        told.getBodyParametersBuilderList().stream()
                .filter(ConnectionBodyParameter.Builder::getIsValueSecret)
                .forEach(ConnectionBodyParameter.Builder::clearValue);
        return told.build();
    }
}
