package dev.stepwell.contracts.wire;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.calling.EntityTag;
import dev.stepwell.contracts.calling.Expected;
import dev.stepwell.contracts.internal.v1.CallerAssertion;
import dev.stepwell.contracts.internal.v1.ExpectedResource;
import dev.stepwell.contracts.internal.v1.SealedCaller;
import dev.stepwell.names.AccountId;
import dev.stepwell.names.Region;
import dev.stepwell.names.TenantId;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Makes and checks short-lived proofs of who asks. A proof is for one action, so that one taken from the wire is of no use for
 * another, and dies within {@link #LIFE}.
 */
public final class CallerSeal {
    /** How long a proof is believed: the time a call may wait for a connection, and the drift between two clocks. */
    public static final Duration LIFE = Duration.ofSeconds(30);

    private final Supplier<List<ClusterKey>> keys;
    private final InstantSource clock;

    /**
     * @param keys the first seals; all are believed, so that a key can be replaced while the cluster runs
     * @param clock tells when a proof ends
     */
    public CallerSeal(List<ClusterKey> keys, InstantSource clock) {
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("a seal needs a key");
        }
        List<ClusterKey> fixed = List.copyOf(keys);
        this.keys = () -> fixed;
        this.clock = clock;
    }

    /**
     * @param keys asked each time: the first seals, all are believed. There is one always
     * @param clock tells when a proof ends
     */
    public CallerSeal(Supplier<List<ClusterKey>> keys, InstantSource clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /** A proof that this caller asks for this action. */
    public byte[] seal(Caller caller, String action) {
        CallerAssertion.Builder asserted = CallerAssertion.newBuilder()
                .setTenant(caller.tenant().value())
                .setAccount(caller.account().value())
                .setRegion(caller.region().value())
                .setPrincipal(caller.principal())
                .addAllScopes(caller.scopes())
                .addAllResources(caller.resources())
                .setRequestId(caller.requestId())
                .setAction(action)
                .setExpiresAt(clock.instant().plus(LIFE).toEpochMilli());
        caller.expected().ifPresent(expected -> asserted.setExpected(print(expected)));
        byte[] assertion = asserted.build().toByteArray();
        return SealedCaller.newBuilder()
                .setAssertion(ByteString.copyFrom(assertion))
                .setSeal(ByteString.copyFrom(keys.get().getFirst().seal(assertion)))
                .build()
                .toByteArray();
    }

    /** The caller, when the proof is one of ours, for this action, and not too old. */
    public Optional<Caller> open(byte[] proof, String action) {
        try {
            SealedCaller sealed = SealedCaller.parseFrom(proof);
            byte[] assertion = sealed.getAssertion().toByteArray();
            return isOurs(assertion, sealed.getSeal().toByteArray())
                    ? believe(CallerAssertion.parseFrom(assertion), action)
                    : Optional.empty();
        } catch (InvalidProtocolBufferException e) {
            return Optional.empty();
        }
    }

    private boolean isOurs(byte[] assertion, byte[] seal) {
        boolean ours = false;
        for (ClusterKey key : keys.get()) {
            ours |= MessageDigest.isEqual(key.seal(assertion), seal);
        }
        return ours;
    }

    private Optional<Caller> believe(CallerAssertion said, String action) {
        long now = clock.millis();
        boolean alive = now <= said.getExpiresAt() && said.getExpiresAt() <= now + 2 * LIFE.toMillis();
        if (!alive || !said.getAction().equals(action)) {
            return Optional.empty();
        }
        Caller caller = new Caller(
                new TenantId(said.getTenant()),
                new AccountId(said.getAccount()),
                new Region(said.getRegion()),
                said.getPrincipal(),
                Set.copyOf(said.getScopesList()),
                said.getRequestId(),
                said.getResourcesList(),
                "");
        return Optional.of(said.hasExpected() ? caller.expecting(read(said.getExpected())) : caller);
    }

    private static ExpectedResource print(Expected expected) {
        return ExpectedResource.newBuilder()
                .setAnything(expected.anything())
                .addAllTags(expected.tags().stream().map(EntityTag::text).toList())
                .build();
    }

    private static Expected read(ExpectedResource said) {
        return new Expected(
                said.getAnything(),
                said.getTagsList().stream().map(EntityTag::new).collect(Collectors.toUnmodifiableSet()));
    }
}
