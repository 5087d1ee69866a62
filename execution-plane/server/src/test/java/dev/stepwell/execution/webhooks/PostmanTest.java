package dev.stepwell.execution.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.stepwell.contracts.calling.Network;
import dev.stepwell.contracts.wire.ClusterKey;
import dev.stepwell.contracts.wire.SecretSeal;
import dev.stepwell.execution.connectors.Egress;
import dev.stepwell.execution.connectors.Web;
import dev.stepwell.execution.fakes.Letterbox;
import dev.stepwell.execution.node.SystemClock;
import dev.stepwell.execution.ports.WebhookBook;
import dev.stepwell.names.ExecutionId;
import dev.stepwell.names.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What one tenant's webhooks may do to another's. */
class PostmanTest {
    private static final TenantId LOUD = new TenantId(1);
    private static final TenantId QUIET = new TenantId(2);

    private final CountDownLatch end = new CountDownLatch(1);
    private final Letterbox hangs = new Letterbox(this::hang);
    private final Letterbox answers = new Letterbox(letter -> Letterbox.Answer.of(""));
    private final Web web = new Web(new Egress(List.of(Network.parse("127.0.0.0/8")), Egress.Resolver::system));
    private final SystemClock clock = new SystemClock();
    private final Secrets secrets = new Secrets(new SecretSeal(new ClusterKey(new byte[32])));
    private final Book book = new Book();
    private volatile Optional<Set<TenantId>> suspended = Optional.of(Set.of());
    private final Postman postman = new Postman(book, secrets, web, clock, () -> suspended);

    private Letterbox.Answer hang(Letterbox.Seen letter) {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Letterbox.Answer.of("");
    }

    @AfterEach
    void close() {
        end.countDown();
        postman.close();
        clock.close();
        web.close();
        hangs.close();
        answers.close();
    }

    @Test
    void whoAnswersOneTenantLateKeepsNoOtherWaiting() {
        book.hook(LOUD, hangs.endpoint() + "/");
        book.hook(QUIET, answers.endpoint() + "/");
        book.note(LOUD, 1_000);
        book.note(QUIET, 1);
        postman.start();
        await().atMost(Duration.ofSeconds(60)).until(() -> !hangs.seen.isEmpty() && !answers.seen.isEmpty());

        // While the first tenant's are still under way.
        book.note(QUIET, 50);
        await().atMost(Duration.ofSeconds(60)).until(() -> book.attempted(QUIET) == 51);
        assertThat(book.attempted(LOUD)).isZero();
        assertThat(book.taken(LOUD)).isLessThanOrEqualTo(20);
    }

    @Test
    void aSuspendedTenantIsToldLater() {
        book.hook(LOUD, hangs.endpoint() + "/");
        book.hook(QUIET, answers.endpoint() + "/");
        book.note(QUIET, 3);
        suspended = Optional.empty(); // as at a start: nobody knows yet
        postman.start();
        suspended = Optional.of(Set.of(QUIET));
        book.note(LOUD, 1);
        await().atMost(Duration.ofSeconds(60)).until(() -> !hangs.seen.isEmpty());
        assertThat(book.taken(QUIET)).isZero();
        assertThat(answers.seen).isEmpty();

        suspended = Optional.of(Set.of());
        await().atMost(Duration.ofSeconds(60)).until(() -> book.attempted(QUIET) == 3);
        assertThat(answers.seen).hasSize(3);
    }

    @Test
    void anAddressThatIsNoneKeepsNobodyWaiting() {
        book.hook(LOUD, "http://127.0.0.1:99999/");
        book.hook(QUIET, answers.endpoint() + "/");
        book.note(LOUD, 5);
        book.note(QUIET, 5);
        postman.start();

        await().atMost(Duration.ofSeconds(60)).until(() -> book.attempted(QUIET) == 5 && book.attempted(LOUD) == 5);
        assertThat(answers.seen).hasSize(5);
    }

    /** A book in memory, in which what is taken is never due again. */
    private final class Book implements WebhookBook {
        private final List<Message> due = new ArrayList<>();
        private final List<Hook> hooks = new ArrayList<>();
        private final List<TenantId> owners = new ArrayList<>();
        private final List<TenantId> taken = new ArrayList<>();
        private final List<TenantId> attempted = new ArrayList<>();

        synchronized void hook(TenantId tenant, String url) {
            UUID id = new UUID(7, tenant.value());
            byte[] secret = secrets.close(tenant, id, Secrets.make());
            hooks.add(new Hook(id, "us-east-1", url, secret, Optional.empty(), Set.of(), Instant.EPOCH));
            owners.add(tenant);
        }

        synchronized void note(TenantId tenant, int messages) {
            for (int i = 0; i < messages; i++) {
                Address address = new Address(new UUID(7, tenant.value()), new ExecutionId(new UUID(8, due.size())), i);
                due.add(new Message(tenant, address, new byte[] {'{', '}'}));
            }
        }

        synchronized int attempted(TenantId tenant) {
            return (int) attempted.stream().filter(tenant::equals).count();
        }

        synchronized int taken(TenantId tenant) {
            return (int) taken.stream().filter(tenant::equals).count();
        }

        @Override
        public List<Sealed> sealed(Set<TenantId> tenants) {
            return List.of();
        }

        @Override
        public int reseal(List<Resealed> secrets) {
            throw new IllegalStateException("nothing was sealed otherwise");
        }

        @Override
        public synchronized Set<TenantId> waiting() {
            Set<TenantId> waiting = new HashSet<>();
            due.forEach(message -> waiting.add(message.tenant()));
            return waiting;
        }

        @Override
        public synchronized List<Message> take(Set<TenantId> tenants, int most, Duration patience) {
            List<Message> some = new ArrayList<>();
            for (TenantId tenant : tenants) {
                due.stream()
                        .filter(message -> message.tenant().equals(tenant))
                        .limit(most)
                        .forEach(some::add);
            }
            due.removeAll(some);
            some.forEach(message -> taken.add(message.tenant()));
            return some;
        }

        @Override
        public synchronized void attempted(TenantId tenant, List<Attempt> attempts) {
            attempts.forEach(attempt -> attempted.add(tenant));
        }

        @Override
        public synchronized List<Hook> hooks(TenantId tenant) {
            return List.of(hooks.get(owners.indexOf(tenant)));
        }

        @Override
        public boolean add(TenantId tenant, Hook hook, int most) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean remove(TenantId tenant, UUID hook) {
            throw new UnsupportedOperationException();
        }

        @Override
        public synchronized Set<TenantId> tenants() {
            return Set.copyOf(owners);
        }

        @Override
        public void note(TenantId tenant, List<Message> messages) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Standing> messages(TenantId tenant, UUID hook, int most) {
            throw new UnsupportedOperationException();
        }
    }
}
