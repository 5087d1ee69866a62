package dev.stepwell.gateway.grpc;

import com.google.protobuf.Message;
import dev.stepwell.contracts.worker.v1.Dropped;
import dev.stepwell.contracts.worker.v1.Refusal;
import dev.stepwell.contracts.worker.v1.Report;
import dev.stepwell.contracts.worker.v1.WorkRequest;
import dev.stepwell.contracts.worker.v1.WorkResponse;
import dev.stepwell.gateway.shapes.GivenLists;
import dev.stepwell.gateway.shapes.Services;
import dev.stepwell.gateway.shapes.Shape;
import dev.stepwell.gateway.shapes.ShapeCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Holds what workers of SWF report over streams against the shapes of the actions whose words they report in, as every door does with the
 * actions themselves.
 */
final class ReportCheck {
    private final Map<String, Shape> shapes;

    /** @param services what may be asked for */
    ReportCheck(Services services) {
        this.shapes = services.all().stream()
                .collect(Collectors.toUnmodifiableMap(
                        operation -> operation.request().getDescriptorForType().getFullName(),
                        operation -> operation.input(),
                        (one, same) -> one));
    }

    /**
     * What of it may go on to the plane. A report that breaks its shape is refused here, and its task counts no more.
     *
     * @param refused hears the refusals, if there are any
     */
    WorkRequest checked(WorkRequest said, Consumer<WorkResponse> refused) {
        List<Refusal> refusals = new ArrayList<>();
        List<Report> reports = new ArrayList<>(said.getReportsCount());
        for (Report report : said.getReportsList()) {
            List<String> findings = request(report).map(this::findings).orElse(List.of());
            if (findings.isEmpty()) {
                reports.add(report);
            } else {
                refusals.add(Refusal.newBuilder()
                        .setNumber(report.getNumber())
                        .setError("ValidationException")
                        .setMessage(ShapeCheck.message(findings))
                        .build());
                reports.add(report.toBuilder()
                        .setDropped(Dropped.getDefaultInstance())
                        .build());
            }
        }
        if (refusals.isEmpty()) {
            return said;
        }
        refused.accept(WorkResponse.newBuilder().addAllRefused(refusals).build());
        return said.toBuilder().clearReports().addAllReports(reports).build();
    }

    private List<String> findings(Message request) {
        Shape shape = shapes.get(request.getDescriptorForType().getFullName());
        return shape == null ? List.of() : ShapeCheck.findings(shape, request.toByteArray(), GivenLists.BY_NEED, 0);
    }

    /** The action's request that the report stands for; a report in words of its own is the plane's to judge. */
    private static Optional<Message> request(Report report) {
        String token = report.getTaskToken();
        return switch (report.getWhatCase()) {
            case SWF_COMPLETED ->
                Optional.of(
                        report.getSwfCompleted().toBuilder().setTaskToken(token).build());
            case SWF_FAILED ->
                Optional.of(
                        report.getSwfFailed().toBuilder().setTaskToken(token).build());
            case SWF_CANCELED ->
                Optional.of(
                        report.getSwfCanceled().toBuilder().setTaskToken(token).build());
            case SWF_DECIDED ->
                Optional.of(
                        report.getSwfDecided().toBuilder().setTaskToken(token).build());
            case OUTPUT, FAILURE, HEARTBEAT, DROPPED, WHAT_NOT_SET -> Optional.empty();
        };
    }
}
