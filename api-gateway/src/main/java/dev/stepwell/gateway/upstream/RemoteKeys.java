package dev.stepwell.gateway.upstream;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.calling.Rate;
import dev.stepwell.contracts.calling.ShortMemory;
import dev.stepwell.contracts.internal.v1.FindBearerKeyRequest;
import dev.stepwell.contracts.internal.v1.FindEndedKeysRequest;
import dev.stepwell.contracts.internal.v1.FindEndedKeysResponse;
import dev.stepwell.contracts.internal.v1.FindKeyResponse;
import dev.stepwell.contracts.internal.v1.FindSigningKeyRequest;
import dev.stepwell.contracts.internal.v1.KeyHolder;
import dev.stepwell.contracts.wire.PlaneCall;
import dev.stepwell.contracts.wire.PlanePool;
import dev.stepwell.contracts.wire.Processes;
import dev.stepwell.contracts.wire.SecretSeal;
import dev.stepwell.gateway.guard.EndedKeys;
import dev.stepwell.gateway.identity.Confines;
import dev.stepwell.gateway.identity.Identity;
import dev.stepwell.gateway.identity.SigningKey;
import dev.stepwell.names.AccountId;
import dev.stepwell.names.TenantId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Asks the control plane in other processes whose a key is. Answers are believed for four seconds from the asking, so that a
 * revoked key is out within five; secrets travel sealed for their one question and are kept in memory only.
 */
public final class RemoteKeys implements EndedKeys {
    private static final Duration BELIEVED = Duration.ofSeconds(4);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int REMEMBERED = 50_000;
    private static final int LONGEST_KEY = 256;
    private static final String SIGNING = "FindSigningKey";
    private static final String BEARER = "FindBearerKey";

    private final PlanePool control;
    private final SecretSeal seal;
    private final ShortMemory<SigningKey> signing;
    private final ShortMemory<Identity> bearers;

    /**
     * @param control processes that know the keys; closing the pool is its owner's business
     * @param seal opens what they say
     * @param nanoTime a clock that only goes forward, such as {@link System#nanoTime}
     */
    public RemoteKeys(PlanePool control, SecretSeal seal, LongSupplier nanoTime) {
        this.control = control;
        this.seal = seal;
        this.signing = new ShortMemory<>(BELIEVED, REMEMBERED, nanoTime);
        this.bearers = new ShortMemory<>(BELIEVED, REMEMBERED, nanoTime);
    }

    /** The active signing key of that id, if there is one; a {@code ServiceUnavailable} fault when nobody can be asked. */
    public Optional<SigningKey> signing(String accessKeyId) {
        return accessKeyId.length() > LONGEST_KEY ? Optional.empty() : signing.get(accessKeyId, this::askSigning);
    }

    /** Whose active bearer key the token is, if it is one. Remembered by its digest, so that no token stays in memory. */
    public Optional<Identity> bearer(String token) {
        return token.length() > LONGEST_KEY ? Optional.empty() : bearers.get(digest(token), d -> askBearer(token));
    }

    @Override
    public Set<String> among(Set<String> keyIds) {
        FindEndedKeysRequest question =
                FindEndedKeysRequest.newBuilder().addAllKeyIds(keyIds).build();
        return Set.copyOf(control.call(
                        new PlaneCall("FindEndedKeys", Processes.asking("gateway"), PATIENCE, true),
                        question,
                        FindEndedKeysResponse.getDefaultInstance())
                .getKeyIdsList());
    }

    private Optional<SigningKey> askSigning(String accessKeyId) {
        Caller me = Processes.asking("gateway");
        FindSigningKeyRequest question =
                FindSigningKeyRequest.newBuilder().setAccessKeyId(accessKeyId).build();
        return ask(SIGNING, me, question).map(holder -> {
            Identity owner = identity(holder);
            return new SigningKey(
                    accessKeyId, holder.getSecret(), owner.tenant(), owner.account(), owner.scopes(), owner.confines());
        });
    }

    private Optional<Identity> askBearer(String token) {
        Caller me = Processes.asking("gateway");
        FindBearerKeyRequest question = FindBearerKeyRequest.newBuilder()
                .setToken(seal.seal(token.getBytes(StandardCharsets.UTF_8), BEARER + " question " + me.requestId()))
                .build();
        return ask(BEARER, me, question).map(RemoteKeys::identity);
    }

    private Optional<KeyHolder> ask(String action, Caller me, Message question) {
        FindKeyResponse answer =
                control.call(new PlaneCall(action, me, PATIENCE, true), question, FindKeyResponse.getDefaultInstance());
        return answer.hasHolder()
                ? Optional.of(seal.open(answer.getHolder(), action + " " + me.requestId())
                        .map(RemoteKeys::read)
                        .orElseThrow(
                                () -> new IllegalStateException("the answer to " + action + " is not sealed for it")))
                : Optional.empty();
    }

    private static KeyHolder read(byte[] opened) {
        try {
            return KeyHolder.parseFrom(opened);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("what was sealed is not a key's holder", e);
        }
    }

    static Identity identity(KeyHolder holder) {
        return new Identity(
                holder.getKeyId(),
                new TenantId(holder.getTenant()),
                new AccountId(holder.getAccount()),
                Set.copyOf(holder.getScopesList()),
                Confines.of(holder.getResourcesList(), holder.getNetworksList(), rate(holder)));
    }

    private static Optional<Rate> rate(KeyHolder holder) {
        return holder.hasRatePerSecond()
                ? Optional.of(new Rate(holder.getRatePerSecond(), holder.getBurst()))
                : Optional.empty();
    }

    static String digest(String token) {
        try {
            byte[] bytes = token.getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
