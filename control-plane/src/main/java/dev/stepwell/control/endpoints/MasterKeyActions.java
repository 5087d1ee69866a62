package dev.stepwell.control.endpoints;

import dev.stepwell.contracts.calling.ActionTable;
import dev.stepwell.contracts.platform.v1.ListMasterKeysRequest;
import dev.stepwell.contracts.platform.v1.ListMasterKeysResponse;
import dev.stepwell.contracts.platform.v1.MasterKeyStanding;
import dev.stepwell.control.sealing.MasterKeyFile;
import dev.stepwell.control.tenants.KeyRotation;
import java.util.HexFormat;

/** What operators may know of master keys: everything but the keys. */
final class MasterKeyActions {
    private final KeyRotation rotation;

    MasterKeyActions(KeyRotation rotation) {
        this.rotation = rotation;
    }

    ActionTable table() {
        return ActionTable.builder()
                .add("ListMasterKeys", ListMasterKeysRequest.class, (caller, request) -> list())
                .build();
    }

    private ListMasterKeysResponse list() {
        ListMasterKeysResponse.Builder answer = ListMasterKeysResponse.newBuilder();
        for (KeyRotation.Standing standing : rotation.standings()) {
            MasterKeyFile.Entry entry = standing.entry();
            answer.addMasterKeys(MasterKeyStanding.newBuilder()
                    .setNumber(entry.number())
                    .setId(HexFormat.of().formatHex(entry.key().id()))
                    .setSince(Translation.timestamp(entry.since()))
                    .setSeals(standing.seals())
                    .setDataKeys(standing.dataKeys()));
        }
        return answer.build();
    }
}
