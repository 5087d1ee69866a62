package dev.stepwell.execution.endpoints;

import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.contracts.sfn.v1.DescribeMapRunRequest;
import dev.stepwell.contracts.sfn.v1.DescribeMapRunResponse;
import dev.stepwell.contracts.sfn.v1.ListMapRunsRequest;
import dev.stepwell.contracts.sfn.v1.ListMapRunsResponse;
import dev.stepwell.contracts.sfn.v1.UpdateMapRunRequest;
import dev.stepwell.contracts.sfn.v1.UpdateMapRunResponse;

/** The actions on map runs. No execution has any as long as distributed maps do not run here: lists are empty, and none is found. */
final class MapRuns {
    private final Executions executions;

    MapRuns(Executions executions) {
        this.executions = executions;
    }

    ListMapRunsResponse list(Caller caller, ListMapRunsRequest request) {
        executions.require(caller, request.getExecutionArn());
        if (request.hasNextToken()) {
            throw Faults.invalidToken(); // a list without a second page gave none
        }
        return ListMapRunsResponse.getDefaultInstance();
    }

    DescribeMapRunResponse describe(Caller caller, DescribeMapRunRequest request) {
        throw notFound(request.getMapRunArn());
    }

    UpdateMapRunResponse update(Caller caller, UpdateMapRunRequest request) {
        throw notFound(request.getMapRunArn());
    }

    private static Fault notFound(String text) {
        return Faults.noMapRun(Arns.mapRun(text).toString());
    }
}
