package dev.stepwell.gateway.upstream;

import com.google.protobuf.Message;
import dev.stepwell.contracts.calling.Audience;
import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.calling.Conversation.Ear;
import dev.stepwell.contracts.calling.Conversation.Mouth;
import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.contracts.wire.FaultStatus;
import dev.stepwell.contracts.worker.v1.Refusal;
import dev.stepwell.contracts.worker.v1.WorkRequest;
import dev.stepwell.contracts.worker.v1.WorkResponse;
import dev.stepwell.gateway.limits.ThrottleCounts;
import dev.stepwell.gateway.shapes.Operation;

/**
 * Counts what the planes throttle, by whichever door it came.
 *
 * @param planes do the work
 * @param counts of the requests that were throttled
 */
public record CountedUpstream(Upstream planes, ThrottleCounts counts) implements Upstream {
    /** What a stream's reports and its beginning are counted as. */
    public static final String WORK = "Work";

    @Override
    public void admit(Operation operation, Caller caller) {
        try {
            planes.admit(operation, caller);
        } catch (Fault fault) {
            throw counted(caller, operation.action(), fault);
        }
    }

    @Override
    public Message call(Operation operation, Caller caller, Message request) {
        try {
            return planes.call(operation, caller, request);
        } catch (Fault fault) {
            throw counted(caller, operation.action(), fault);
        }
    }

    @Override
    public void watch(Operation operation, Caller caller, Message request, Audience<Message> audience) {
        try {
            planes.watch(operation, caller, request, audience);
        } catch (Fault fault) {
            throw counted(caller, operation.action(), fault);
        }
    }

    @Override
    public Ear<WorkRequest> work(Caller caller, Mouth<WorkResponse> mouth) {
        try {
            return planes.work(caller, new CountingMouth(caller, mouth));
        } catch (Fault fault) {
            throw counted(caller, WORK, fault);
        }
    }

    private Fault counted(Caller caller, String action, Fault fault) {
        if (fault.error().equals(FaultStatus.THROTTLED)) {
            counts.count(caller, action);
        }
        return fault;
    }

    /** Counts the reports of a stream that were not taken because of too many. */
    private final class CountingMouth implements Mouth<WorkResponse> {
        private final Caller caller;
        private final Mouth<WorkResponse> mouth;

        CountingMouth(Caller caller, Mouth<WorkResponse> mouth) {
            this.caller = caller;
            this.mouth = mouth;
        }

        @Override
        public void say(WorkResponse what) {
            for (Refusal refusal : what.getRefusedList()) {
                if (refusal.getError().equals(FaultStatus.THROTTLED)) {
                    counts.count(caller, WORK);
                }
            }
            mouth.say(what);
        }

        @Override
        public boolean isReady() {
            return mouth.isReady();
        }

        @Override
        public void onReady(Runnable what) {
            mouth.onReady(what);
        }

        @Override
        public void end() {
            mouth.end();
        }

        @Override
        public void refuse(Fault fault) {
            mouth.refuse(counted(caller, WORK, fault));
        }
    }
}
