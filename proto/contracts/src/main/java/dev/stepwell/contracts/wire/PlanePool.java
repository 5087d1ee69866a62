package dev.stepwell.contracts.wire;

import com.google.protobuf.Empty;
import com.google.protobuf.Message;
import dev.stepwell.contracts.calling.Audience;
import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.calling.Conversation.Ear;
import dev.stepwell.contracts.calling.Conversation.Mouth;
import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.contracts.worker.v1.WorkRequest;
import dev.stepwell.contracts.worker.v1.WorkResponse;
import io.grpc.ManagedChannelBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * All processes that do one plane's work, as one. Each call goes to the one with the fewest under way. One that does not answer is
 * left out for some seconds, and the call goes to another when it surely reached nobody or may be repeated; to one that joins within two
 * seconds, when there is none.
 */
public final class PlanePool implements AutoCloseable {
    private static final Duration REST = Duration.ofSeconds(1);
    private static final int LONGEST_REST = 4; // doublings: 16 s
    private static final Duration GRACE = Duration.ofSeconds(2);
    private static final Duration PING = Duration.ofSeconds(2);

    private final String plane;
    private final CallerSeal seal;
    private final Function<String, ManagedChannelBuilder<?>> channels;
    private final LongSupplier nanoTime;
    private final AtomicInteger turn = new AtomicInteger();
    private volatile List<Member> members = List.of();
    private volatile CompletableFuture<Void> somebodyJoins = new CompletableFuture<>();

    /**
     * Knows nobody yet.
     *
     * @param plane what the processes do, as told to those who ask in vain
     * @param channels makes a channel to an address, with the credentials of the cluster
     * @param nanoTime a clock that only goes forward, such as {@link System#nanoTime}
     */
    public PlanePool(
            String plane, CallerSeal seal, Function<String, ManagedChannelBuilder<?>> channels, LongSupplier nanoTime) {
        this.plane = plane;
        this.seal = seal;
        this.channels = channels;
        this.nanoTime = nanoTime;
    }

    /** From now on asks these; calls under way to others may end. */
    public synchronized void lead(Collection<String> addresses) {
        Set<String> wanted = new LinkedHashSet<>(addresses);
        List<Member> next = new ArrayList<>();
        for (Member member : members) {
            if (wanted.remove(member.address)) {
                next.add(member);
            }
        }
        boolean joined = !wanted.isEmpty();
        wanted.forEach(address -> next.add(new Member(address, new PlaneClient(channels.apply(address), seal))));
        List<Member> gone = new ArrayList<>(members);
        gone.removeAll(next);
        members = List.copyOf(next);
        if (joined) {
            somebodyJoins.complete(null);
            somebodyJoins = new CompletableFuture<>();
        }
        gone.forEach(member -> member.client.retire());
    }

    /**
     * Has an action done by one of them.
     *
     * @param answer any instance of the answer's type, to read the answer with
     * @throws Fault as the plane refused it, or {@code ServiceUnavailable} when none of them answers
     */
    public <Q extends Message, A extends Message> A call(PlaneCall call, Q request, A answer) {
        long end = nanoTime.getAsLong() + call.patience().toNanos();
        List<Member> tried = new ArrayList<>();
        Fault fault = new Fault(FaultStatus.UNAVAILABLE, "No process that does the work of " + plane + " is known.");
        while (true) {
            CompletableFuture<Void> joining = somebodyJoins;
            Member member = next(tried);
            Duration left = Duration.ofNanos(end - nanoTime.getAsLong());
            if (left.isNegative() || (member == null && !happens(joining, grace(call)))) {
                throw fault;
            }
            if (member == null) {
                continue;
            }
            tried.add(member);
            try {
                return member.ask(within(share(call, left, tried), call), request, answer);
            } catch (Unanswered e) {
                member.rest(nanoTime.getAsLong());
                fault = e.fault();
                if (e.begun() && !call.repeatable()) {
                    throw fault;
                }
            }
        }
    }

    /**
     * Has an audience told by one of them, until that one has nothing more to say or the audience goes. One that does not answer is
     * replaced by another as long as nothing was heard.
     *
     * @param answer any instance of the messages' type, to read them with
     * @throws Fault as the plane refused it, or {@code ServiceUnavailable} when none of them answers, or the one falls silent
     */
    public <Q extends Message, A extends Message> void watch(
            PlaneCall call, Q request, A answer, Audience<A> audience) {
        List<Member> tried = new ArrayList<>();
        Heard<A> heard = new Heard<>(audience);
        Fault fault = new Fault(FaultStatus.UNAVAILABLE, "No process that does the work of " + plane + " is known.");
        for (Member member = next(tried); member != null; member = next(tried)) {
            tried.add(member);
            try {
                member.tell(call, request, answer, heard);
                return;
            } catch (Unanswered e) {
                fault = e.fault();
                if (heard.something) {
                    break;
                }
                member.rest(nanoTime.getAsLong());
            }
        }
        throw fault;
    }

    /** An audience that remembers whether it was told anything. */
    private static final class Heard<A> implements Audience<A> {
        private final Audience<A> audience;
        private volatile boolean something;

        Heard(Audience<A> audience) {
            this.audience = audience;
        }

        @Override
        public boolean hear(A message) {
            something = true;
            return audience.hear(message);
        }

        @Override
        public void whenGone(Runnable action) {
            audience.whenGone(action);
        }
    }

    /** Half of the time is kept for another one, where there is one and it may be asked as well. */
    private Duration share(PlaneCall call, Duration left, List<Member> tried) {
        boolean another = call.repeatable() && members.size() > tried.size();
        return another ? left.dividedBy(2) : left;
    }

    private static PlaneCall within(Duration patience, PlaneCall call) {
        return new PlaneCall(call.action(), call.caller(), patience, call.repeatable());
    }

    /** One that was started again is found within a second or two, which is better waited for than refused. */
    private static Duration grace(PlaneCall call) {
        Duration part = call.patience().dividedBy(5);
        return part.compareTo(GRACE) < 0 ? part : GRACE;
    }

    private static boolean happens(CompletableFuture<Void> event, Duration patience) {
        try {
            event.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException | ExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /**
     * Begins the conversation with a worker at one of them, and stays with that one.
     *
     * @throws Fault {@code ServiceUnavailable} when none is known
     */
    public Ear<WorkRequest> work(Caller caller, Mouth<WorkResponse> mouth) {
        Member member = next(List.of());
        if (member == null) {
            throw new Fault(FaultStatus.UNAVAILABLE, "No process that does the work of " + plane + " is known.");
        }
        member.underWay.incrementAndGet();
        return member.client.work(caller, mouth, member.underWay::decrementAndGet);
    }

    /** Why none of them answers, if none does. */
    public Optional<String> silence() {
        if (members.isEmpty()) {
            return Optional.of("no process is known");
        }
        try {
            Empty nothing = Empty.getDefaultInstance();
            call(new PlaneCall(PlaneMethods.PING, Processes.asking("ping"), PING, true), nothing, nothing);
            return Optional.empty();
        } catch (Fault fault) {
            return Optional.of(
                    fault.error().equals(FaultStatus.UNAVAILABLE)
                            ? "no process answers"
                            : "it refuses this process, which has another master key perhaps");
        }
    }

    /** The fewest under way among those that are not left out; among all when every one is. */
    private @Nullable Member next(List<Member> tried) {
        List<Member> all = members;
        long now = nanoTime.getAsLong();
        int first = Math.floorMod(turn.getAndIncrement(), Math.max(1, all.size()));
        Member best = null;
        for (int i = 0; i < all.size(); i++) {
            Member member = all.get((first + i) % all.size());
            if (!tried.contains(member) && (best == null || member.isBetterThan(best, now))) {
                best = member;
            }
        }
        return best;
    }

    @Override
    public synchronized void close() {
        members.forEach(member -> member.client.close());
        members = List.of();
    }

    /** One process. */
    private static final class Member {
        private final String address;
        private final PlaneClient client;
        private final AtomicInteger underWay = new AtomicInteger();
        private volatile @Nullable Long restsUntil;
        private volatile int silences;

        Member(String address, PlaneClient client) {
            this.address = address;
            this.client = client;
        }

        <Q extends Message, A extends Message> A ask(PlaneCall call, Q request, A answer) throws Unanswered {
            underWay.incrementAndGet();
            try {
                A got = client.attempt(call, request, answer);
                restsUntil = null;
                silences = 0;
                return got;
            } finally {
                underWay.decrementAndGet();
            }
        }

        /** Listening counts as a call under way. */
        <Q extends Message, A extends Message> void tell(PlaneCall call, Q request, A answer, Audience<A> audience)
                throws Unanswered {
            underWay.incrementAndGet();
            try {
                client.attempt(call, request, answer, audience);
            } finally {
                underWay.decrementAndGet();
            }
        }

        /** Longer each time that it does not answer. By then it is connected again, if it can be. */
        void rest(long now) {
            restsUntil = now + (REST.toNanos() << silences);
            silences = Math.min(silences + 1, LONGEST_REST);
            client.reconnect();
        }

        boolean isBetterThan(Member other, long now) {
            boolean rests = rests(now);
            return rests == other.rests(now) ? underWay.get() < other.underWay.get() : !rests;
        }

        private boolean rests(long now) {
            Long until = restsUntil;
            return until != null && until - now > 0;
        }
    }
}
