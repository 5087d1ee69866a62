package dev.stepwell.control.endpoints;

import dev.stepwell.contracts.calling.ActionTable;
import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.calling.Precondition;
import dev.stepwell.contracts.internal.v1.AwsServiceHolder;
import dev.stepwell.contracts.internal.v1.ResolveAwsServiceRequest;
import dev.stepwell.contracts.internal.v1.ResolveAwsServiceResponse;
import dev.stepwell.contracts.platform.v1.DeleteAwsServiceRequest;
import dev.stepwell.contracts.platform.v1.DeleteAwsServiceResponse;
import dev.stepwell.contracts.platform.v1.GetAwsServiceRequest;
import dev.stepwell.contracts.platform.v1.GetAwsServiceResponse;
import dev.stepwell.contracts.platform.v1.ListAwsServicesRequest;
import dev.stepwell.contracts.platform.v1.ListAwsServicesResponse;
import dev.stepwell.contracts.platform.v1.PutAwsServiceRequest;
import dev.stepwell.contracts.platform.v1.PutAwsServiceResponse;
import dev.stepwell.contracts.wire.SecretSeal;
import dev.stepwell.control.services.AwsService;
import dev.stepwell.control.services.AwsServices;

/** The actions on services of AWS, and what the execution plane asks about them, whose answer is sealed. */
final class AwsServiceActions {
    private static final String RESOLVE = "ResolveAwsService";

    private final AwsServices services;
    private final SecretSeal seal;

    AwsServiceActions(AwsServices services, SecretSeal seal) {
        this.services = services;
        this.seal = seal;
    }

    ActionTable table() {
        return ActionTable.builder()
                .add("PutAwsService", PutAwsServiceRequest.class, this::put)
                .add("GetAwsService", GetAwsServiceRequest.class, this::get)
                .add("ListAwsServices", ListAwsServicesRequest.class, this::list)
                .add("DeleteAwsService", DeleteAwsServiceRequest.class, this::delete)
                .add(RESOLVE, ResolveAwsServiceRequest.class, this::resolve)
                .build();
    }

    private PutAwsServiceResponse put(Caller caller, PutAwsServiceRequest request) {
        services.put(
                caller,
                request.getService(),
                new AwsServices.Place(
                        request.getEndpoint(),
                        Translation.present(request.hasRegion(), request.getRegion()),
                        request.getAccessKeyId(),
                        request.getSecretAccessKey()),
                expected(caller));
        return PutAwsServiceResponse.getDefaultInstance();
    }

    private GetAwsServiceResponse get(Caller caller, GetAwsServiceRequest request) {
        return shown(services.get(caller, request.getService()));
    }

    private static GetAwsServiceResponse shown(AwsService service) {
        return GetAwsServiceResponse.newBuilder().setAwsService(print(service)).build();
    }

    private static Precondition<AwsService> expected(Caller caller) {
        return Precondition.of(caller, AwsServiceActions::shown);
    }

    private ListAwsServicesResponse list(Caller caller, ListAwsServicesRequest request) {
        ListAwsServicesResponse.Builder answer = ListAwsServicesResponse.newBuilder();
        services.list(caller).forEach(service -> answer.addAwsServices(print(service)));
        return answer.build();
    }

    private DeleteAwsServiceResponse delete(Caller caller, DeleteAwsServiceRequest request) {
        services.delete(caller, request.getService(), expected(caller));
        return DeleteAwsServiceResponse.getDefaultInstance();
    }

    private static dev.stepwell.contracts.platform.v1.AwsService print(AwsService service) {
        dev.stepwell.contracts.platform.v1.AwsService.Builder printed =
                dev.stepwell.contracts.platform.v1.AwsService.newBuilder()
                        .setService(service.name())
                        .setEndpoint(service.endpoint())
                        .setAccessKeyId(service.accessKeyId())
                        .setCreationDate(Translation.timestamp(service.created()))
                        .setUpdateDate(Translation.timestamp(service.updated()));
        service.region().ifPresent(printed::setRegion);
        return printed.build();
    }

    private ResolveAwsServiceResponse resolve(Caller caller, ResolveAwsServiceRequest request) {
        ResolveAwsServiceResponse.Builder answer = ResolveAwsServiceResponse.newBuilder();
        services.resolve(caller, request.getService()).ifPresent(found -> {
            AwsServiceHolder.Builder holder = AwsServiceHolder.newBuilder()
                    .setEndpoint(found.service().endpoint())
                    .setAccessKeyId(found.service().accessKeyId())
                    .setSecretAccessKey(found.secretAccessKey());
            found.service().region().ifPresent(holder::setRegion);
            answer.setHolder(seal.seal(holder.build().toByteArray(), RESOLVE + " " + caller.requestId()));
        });
        return answer.build();
    }
}
