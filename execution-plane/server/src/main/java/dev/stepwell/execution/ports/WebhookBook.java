package dev.stepwell.execution.ports;

import dev.stepwell.names.ExecutionId;
import dev.stepwell.names.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Webhooks, and the messages that they are to be sent. Every method may throw {@link StoreException}. */
public interface WebhookBook {
    /** How long a message is kept, and sent again until it is taken. */
    Duration PATIENCE = Duration.ofDays(1);

    /** Adds a webhook, unless the tenant has as many as {@code most}; answers whether it did. */
    boolean add(TenantId tenant, Hook hook, int most);

    /** The tenant's webhooks, the oldest first. */
    List<Hook> hooks(TenantId tenant);

    /** Deletes a webhook with its messages; answers whether it was there. */
    boolean remove(TenantId tenant, UUID hook);

    /** Tenants that have webhooks. */
    Set<TenantId> tenants();

    /** Notes messages, of which those that were noted before are the same; of a webhook that has too many waiting already they are given up. */
    void note(TenantId tenant, List<Message> messages);

    /** Tenants that have messages due, or old ones to forget. */
    Set<TenantId> waiting();

    /**
     * Takes messages of these tenants that are due, of each at most {@code most} and those that wait longest first, for an attempt each. They are due
     * again after {@code patience}, unless it is told {@link #attempted} before what came of it. Forgets old ones as well.
     */
    List<Message> take(Set<TenantId> tenants, int most, Duration patience);

    /** What came of attempts. */
    void attempted(TenantId tenant, List<Attempt> attempts);

    /** The secrets of these tenants' webhooks as they are sealed. */
    List<Sealed> sealed(Set<TenantId> tenants);

    /** Puts secrets that were sealed anew in the place of those they were made of; what has changed meanwhile stays. Answers how many it did. */
    int reseal(List<Resealed> secrets);

    /** A webhook's messages, the newest first. */
    List<Standing> messages(TenantId tenant, UUID hook, int most);

    /**
     * A webhook.
     *
     * @param secret what messages are signed with, sealed
     * @param machine the ARN of the one machine whose executions are told of
     * @param statuses that are told of; none: all
     */
    record Hook(
            UUID id,
            String region,
            String url,
            byte[] secret,
            Optional<String> machine,
            Set<String> statuses,
            Instant createdAt) {}

    /** A secret as it is sealed. */
    record Sealed(TenantId tenant, UUID hook, byte[] secret) {}

    /** The same secret sealed anew. */
    record Resealed(Sealed before, byte[] secret) {}

    /** Which message: of which record of an execution, to whom. */
    record Address(UUID hook, ExecutionId execution, long seq) {}

    /** A message. */
    record Message(TenantId tenant, Address address, byte[] body) {}

    /**
     * What came of an attempt.
     *
     * @param taken whether it need not be sent again
     * @param answer a status, or why there is none
     */
    record Attempt(Address address, boolean taken, String answer) {}

    /** How a message stands. */
    record Standing(
            Address address,
            boolean taken,
            int attempts,
            Optional<String> answer,
            Instant notedAt,
            Optional<Instant> dueAt) {}

    /** There are no webhooks, and there can be none. */
    WebhookBook NONE = new WebhookBook() {
        @Override
        public boolean add(TenantId tenant, Hook hook, int most) {
            return false;
        }

        @Override
        public List<Hook> hooks(TenantId tenant) {
            return List.of();
        }

        @Override
        public boolean remove(TenantId tenant, UUID hook) {
            return false;
        }

        @Override
        public Set<TenantId> tenants() {
            return Set.of();
        }

        @Override
        public void note(TenantId tenant, List<Message> messages) {}

        @Override
        public Set<TenantId> waiting() {
            return Set.of();
        }

        @Override
        public List<Message> take(Set<TenantId> tenants, int most, Duration patience) {
            return List.of();
        }

        @Override
        public void attempted(TenantId tenant, List<Attempt> attempts) {}

        @Override
        public List<Sealed> sealed(Set<TenantId> tenants) {
            return List.of();
        }

        @Override
        public int reseal(List<Resealed> secrets) {
            return 0;
        }

        @Override
        public List<Standing> messages(TenantId tenant, UUID hook, int most) {
            return List.of();
        }
    };
}
