package dev.stepwell.execution.trials;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the operations of one AWS service answer, from the files under {@code services}, which {@code deploy/codegen/service-results}
 * writes. A service that has no file is not known, and its answers are not checked.
 */
final class ServiceModel {
    private static final Map<String, Optional<ServiceModel>> KNOWN = new ConcurrentHashMap<>();
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final JsonNode model;

    private ServiceModel(JsonNode model) {
        this.model = model;
    }

    /** The model of a service, by the name that SDK integrations have for it. */
    static Optional<ServiceModel> of(String service) {
        return service.matches("[a-z0-9]{1,40}")
                ? KNOWN.computeIfAbsent(service, ServiceModel::load)
                : Optional.empty();
    }

    private static Optional<ServiceModel> load(String service) {
        try (InputStream file = ServiceModel.class.getResourceAsStream("services/" + service + ".json")) {
            return file == null ? Optional.empty() : Optional.of(new ServiceModel(MAPPER.readTree(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The shape of what an operation answers. */
    Optional<JsonNode> answerOf(String operation) {
        return Optional.ofNullable(model.path("operations").get(operation)).map(name -> shape(name.asText()));
    }

    /** The shape of that name. */
    JsonNode shape(String name) {
        return model.path("shapes").path(name);
    }
}
