package dev.stepwell.execution.connectors.aws;

import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.execution.connectors.Web;
import java.util.Optional;
import software.amazon.awssdk.services.s3.S3Client;

/** The S3 services that tenants have named themselves. Answers are read whole, so objects are to be had in pieces. */
public final class OwnS3 {
    private final Access own;
    private final Clients clients;

    /**
     * Asks nobody yet.
     *
     * @param own where tenants' own services are
     * @param web the way out, which checks addresses
     */
    public OwnS3(Access own, Web web) {
        this.own = own;
        this.clients = new Clients(web);
    }

    /** A client of the asker's S3 service, if it has one of its own; it is not to be closed. May block. */
    public Optional<S3Client> of(Caller whose) {
        return own.to(whose, "s3").map(way ->
                (S3Client) clients.client(S3Client.class, way, whose.region().value()));
    }
}
