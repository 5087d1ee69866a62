package dev.stepwell.standalone.planes;

import dev.stepwell.contracts.calling.ActionTable;
import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.contracts.wire.FaultStatus;
import dev.stepwell.control.access.Principal;
import dev.stepwell.gateway.identity.BearerKeys;
import dev.stepwell.gateway.identity.Identity;
import dev.stepwell.gateway.identity.Keys;
import dev.stepwell.gateway.identity.SigningKey;
import dev.stepwell.gateway.upstream.LocalPlane;
import dev.stepwell.gateway.upstream.Planes;
import dev.stepwell.gateway.upstream.Upstream;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Named;
import jakarta.inject.Singleton;

/** What the gateway needs: the planes behind it, and who a key belongs to. */
@Factory
@Requires(property = Roles.GATEWAY, value = "true")
final class GatewayWiring {
    @Singleton
    Upstream upstream(
            @Nullable @Named("control") ActionTable control, @Nullable @Named("execution") ActionTable execution) {
        return new Planes(plane(control), plane(execution));
    }

    @Singleton
    @Requires(beans = dev.stepwell.control.access.Keys.class)
    Keys signingKeys(dev.stepwell.control.access.Keys keys) {
        return accessKeyId -> keys.signing(accessKeyId).map(key -> {
            Principal owner = key.principal();
            return new SigningKey(accessKeyId, key.secretAccessKey(), owner.tenant(), owner.account(), owner.scopes());
        });
    }

    @Singleton
    @Requires(beans = dev.stepwell.control.access.Keys.class)
    BearerKeys bearerKeys(dev.stepwell.control.access.Keys keys) {
        return token -> keys.bearer(token)
                .map(owner -> new Identity(owner.keyId(), owner.tenant(), owner.account(), owner.scopes()));
    }

    private static Upstream plane(@Nullable ActionTable actions) {
        if (actions != null) {
            return new LocalPlane(actions);
        }
        return (operation, caller, request) -> {
            throw new Fault(FaultStatus.UNAVAILABLE, "No process that does " + operation.name() + " is known here.");
        };
    }
}
