package dev.stepwell.control.endpoints;

import dev.stepwell.contracts.calling.ActionTable;
import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.contracts.internal.v1.FindBearerKeyRequest;
import dev.stepwell.contracts.internal.v1.FindEndedKeysRequest;
import dev.stepwell.contracts.internal.v1.FindEndedKeysResponse;
import dev.stepwell.contracts.internal.v1.FindKeyResponse;
import dev.stepwell.contracts.internal.v1.FindSigningKeyRequest;
import dev.stepwell.contracts.internal.v1.KeyHolder;
import dev.stepwell.contracts.wire.SecretSeal;
import dev.stepwell.control.access.Keys;
import dev.stepwell.control.access.Principal;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/**
 * What gateways ask; never reached by clients. An answer is as fresh as the database and sealed for the one request that it
 * belongs to, so that neither an old answer nor one to another question is believed.
 */
final class KeyActions {
    private static final String SIGNING = "FindSigningKey";
    private static final String BEARER = "FindBearerKey";
    private static final Fault UNPROVEN =
            new Fault("AccessDeniedException", "The question is not sealed for this cluster.");

    private final Keys keys;
    private final SecretSeal seal;

    KeyActions(Keys keys, SecretSeal seal) {
        this.keys = keys;
        this.seal = seal;
    }

    ActionTable table() {
        return ActionTable.builder()
                .add(SIGNING, FindSigningKeyRequest.class, this::signing)
                .add(BEARER, FindBearerKeyRequest.class, this::bearer)
                .add("FindEndedKeys", FindEndedKeysRequest.class, this::ended)
                .build();
    }

    private FindKeyResponse signing(Caller caller, FindSigningKeyRequest request) {
        return answer(
                SIGNING,
                caller,
                keys.signingNow(request.getAccessKeyId())
                        .map(key -> holder(key.principal()).setSecret(key.secretAccessKey())));
    }

    private FindKeyResponse bearer(Caller caller, FindBearerKeyRequest request) {
        byte[] token = seal.open(request.getToken(), BEARER + " question " + caller.requestId())
                .orElseThrow(() -> UNPROVEN);
        return answer(
                BEARER,
                caller,
                keys.bearerNow(new String(token, StandardCharsets.UTF_8)).map(KeyActions::holder));
    }

    private FindEndedKeysResponse ended(Caller caller, FindEndedKeysRequest request) {
        return FindEndedKeysResponse.newBuilder()
                .addAllKeyIds(keys.ended(Set.copyOf(request.getKeyIdsList())))
                .build();
    }

    private FindKeyResponse answer(String action, Caller caller, Optional<KeyHolder.Builder> holder) {
        FindKeyResponse.Builder answer = FindKeyResponse.newBuilder();
        holder.ifPresent(
                found -> answer.setHolder(seal.seal(found.build().toByteArray(), action + " " + caller.requestId())));
        return answer.build();
    }

    /** Whose it is, without a secret. */
    static KeyHolder.Builder holder(Principal owner) {
        KeyHolder.Builder holder = KeyHolder.newBuilder()
                .setTenant(owner.tenant().value())
                .setAccount(owner.account().value())
                .setKeyId(owner.keyId())
                .addAllScopes(owner.scopes())
                .addAllResources(owner.resources())
                .addAllNetworks(owner.networks());
        owner.rate().ifPresent(rate -> holder.setRatePerSecond(rate.perSecond()).setBurst(rate.burst()));
        return holder;
    }
}
