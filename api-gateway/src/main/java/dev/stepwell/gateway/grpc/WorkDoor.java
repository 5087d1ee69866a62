package dev.stepwell.gateway.grpc;

import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.calling.Conversation.Ear;
import dev.stepwell.contracts.calling.Conversation.Mouth;
import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.contracts.wire.FaultStatus;
import dev.stepwell.contracts.wire.TalkServer;
import dev.stepwell.contracts.worker.v1.GoAway;
import dev.stepwell.contracts.worker.v1.WorkRequest;
import dev.stepwell.contracts.worker.v1.WorkResponse;
import dev.stepwell.contracts.worker.v1.WorkersGrpc;
import dev.stepwell.gateway.identity.BearerKeys;
import dev.stepwell.gateway.limits.Admission;
import dev.stepwell.gateway.upstream.CountedUpstream;
import dev.stepwell.gateway.upstream.Upstream;
import io.grpc.MethodDescriptor;
import io.grpc.ServerServiceDefinition;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The streams of workers that stay, on their way to the plane that has the work. A key is asked for again while its stream lasts, so that
 * one that was revoked ends it.
 */
final class WorkDoor implements AutoCloseable {
    /** Keys are believed for four seconds after they were asked for: together that makes five. */
    private static final Duration BELIEVED = Duration.ofMillis(900);

    private static final LenientRequests<WorkRequest> LENIENT =
            new LenientRequests<>(WorkRequest.newBuilder().build());

    private final BearerKeys keys;
    private final Admission admission;
    private final Upstream upstream;
    private final ReportCheck check;
    private final Duration age;
    private final Set<Stream> open = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("streams").factory());

    /**
     * @param age when a worker is asked for another stream, which may lead it elsewhere
     */
    WorkDoor(BearerKeys keys, Admission admission, Upstream upstream, ReportCheck check, Duration age) {
        this.age = age;
        this.check = check;
        this.keys = keys;
        this.admission = admission;
        this.upstream = upstream;
        watch.scheduleWithFixedDelay(this::look, BELIEVED.toMillis(), BELIEVED.toMillis(), TimeUnit.MILLISECONDS);
    }

    ServerServiceDefinition definition() {
        MethodDescriptor<WorkRequest, WorkResponse> work = LENIENT.of(WorkersGrpc.getWorkMethod());
        return ServerServiceDefinition.builder(LenientRequests.of(WorkersGrpc.getServiceDescriptor(), List.of(work)))
                .addMethod(work, TalkServer.of(BearerCheck.CALLER::get, this::begin, FaultStatus.PUBLIC_TEXT))
                .build();
    }

    private Ear<WorkRequest> begin(Caller caller, Mouth<WorkResponse> mouth) {
        Admission.Place place = admission.stay(caller, CountedUpstream.WORK);
        Stream stream;
        try {
            stream = new Stream(BearerCheck.TOKEN.get(), place, mouth, upstream.work(caller, mouth));
        } catch (RuntimeException e) {
            place.close();
            throw e;
        }
        open.add(stream);
        return stream;
    }

    private void look() {
        for (Stream stream : open) {
            try {
                if (keys.find(stream.token).isEmpty()) {
                    stream.mouth.refuse(BearerCheck.UNRECOGNIZED);
                    stream.gone();
                } else if (System.nanoTime() - stream.since > age.toNanos()) {
                    stream.sendElsewhere();
                }
            } catch (Fault unknown) {
                return; // Who knows the keys cannot be asked now.
            } catch (RuntimeException e) {
                System.getLogger(WorkDoor.class.getName()).log(System.Logger.Level.ERROR, "a key was not asked for", e);
            }
        }
    }

    /** Sends all workers elsewhere. */
    @Override
    public void close() {
        watch.shutdownNow();
        for (Stream stream : open) {
            stream.sendElsewhere();
        }
    }

    /** One worker's stream. */
    private final class Stream implements Ear<WorkRequest> {
        private final String token;
        private final Admission.Place place;
        private final Mouth<WorkResponse> mouth;
        private final Ear<WorkRequest> plane;
        private final AtomicBoolean left = new AtomicBoolean();
        private final long since = System.nanoTime();

        Stream(String token, Admission.Place place, Mouth<WorkResponse> mouth, Ear<WorkRequest> plane) {
            this.token = token;
            this.place = place;
            this.mouth = mouth;
            this.plane = plane;
        }

        @Override
        public void hear(WorkRequest said) {
            LENIENT.check(said);
            plane.hear(check.checked(said, mouth::say));
        }

        @Override
        public void over() {
            plane.over();
            leave();
        }

        @Override
        public void gone() {
            plane.gone();
            leave();
        }

        /** What it has in hand it reports over its next stream. */
        void sendElsewhere() {
            mouth.say(WorkResponse.newBuilder()
                    .setGoAway(GoAway.getDefaultInstance())
                    .build());
            over();
        }

        private void leave() {
            if (left.compareAndSet(false, true)) {
                open.remove(this);
                place.close();
            }
        }
    }
}
