package dev.stepwell.execution.endpoints;

import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.calling.Conversation;
import dev.stepwell.contracts.worker.v1.WorkRequest;
import dev.stepwell.contracts.worker.v1.WorkResponse;
import dev.stepwell.execution.ports.Clock;
import dev.stepwell.names.TenantId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The workers that stay with this node, and how many of them there may be. */
final class WorkStreams implements Conversation<WorkRequest, WorkResponse> {
    /** The most streams of one tenant on one node. */
    static final int PER_TENANT = 1_000;

    /** The most streams on one node. */
    static final int PER_NODE = 10_000;

    private final WorkStream.Duties duties;
    private final Clock clock;
    private final Set<WorkStream> open = new HashSet<>();
    private final Map<TenantId, Integer> counts = new HashMap<>();
    private final Lookout lookout;
    private boolean closed;

    WorkStreams(WorkStream.Duties duties, Lookout lookout, Clock clock) {
        this.duties = duties;
        this.lookout = lookout;
        this.clock = clock;
    }

    @Override
    public Ear<WorkRequest> begin(Caller caller, Mouth<WorkResponse> mouth) {
        WorkStream stream = new WorkStream(duties, caller, new Outbox(mouth, clock), clock, this::leave);
        boolean goes;
        synchronized (this) {
            if (open.size() >= PER_NODE || counts.getOrDefault(caller.tenant(), 0) >= PER_TENANT) {
                throw Faults.tooManyWorkers();
            }
            open.add(stream);
            counts.merge(caller.tenant(), 1, Integer::sum);
            goes = closed;
        }
        if (goes) {
            stream.sendAway();
        } else {
            lookout.begin(this::all);
        }
        return stream;
    }

    /** Sends all workers to other nodes, and those that still come: this one is being drained. */
    void close() {
        synchronized (this) {
            closed = true;
        }
        all().forEach(WorkStream::sendAway);
    }

    private synchronized List<WorkStream> all() {
        return new ArrayList<>(open);
    }

    private synchronized void leave(WorkStream stream) {
        if (open.remove(stream)) {
            counts.computeIfPresent(stream.tenant(), (tenant, count) -> count == 1 ? null : count - 1);
        }
    }
}
