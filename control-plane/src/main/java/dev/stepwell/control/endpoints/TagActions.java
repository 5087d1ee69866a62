package dev.stepwell.control.endpoints;

import dev.stepwell.contracts.calling.ActionTable;
import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.sfn.v1.ListTagsForResourceRequest;
import dev.stepwell.contracts.sfn.v1.ListTagsForResourceResponse;
import dev.stepwell.contracts.sfn.v1.TagResourceRequest;
import dev.stepwell.contracts.sfn.v1.TagResourceResponse;
import dev.stepwell.contracts.sfn.v1.UntagResourceRequest;
import dev.stepwell.contracts.sfn.v1.UntagResourceResponse;
import dev.stepwell.control.tags.TagSet;
import dev.stepwell.control.tags.Tagged;
import dev.stepwell.control.tags.Tags;

/** The actions on tags of Step Functions. */
final class TagActions {
    private final Tags tags;

    TagActions(Tags tags) {
        this.tags = tags;
    }

    ActionTable table() {
        return ActionTable.builder()
                .add("TagResource", TagResourceRequest.class, this::put)
                .add("UntagResource", UntagResourceRequest.class, this::remove)
                .add("ListTagsForResource", ListTagsForResourceRequest.class, this::list)
                .build();
    }

    private TagResourceResponse put(Caller caller, TagResourceRequest request) {
        // Looked at first, so that what is wrong with the tags is told alike, whosesoever the resource is.
        TagSet given = Translation.tags(request.getTagsList());
        tags.put(caller, Tagged.ofStepFunctions(caller, request.getResourceArn()), given);
        return TagResourceResponse.getDefaultInstance();
    }

    private UntagResourceResponse remove(Caller caller, UntagResourceRequest request) {
        tags.remove(caller, Tagged.ofStepFunctions(caller, request.getResourceArn()), request.getTagKeysList());
        return UntagResourceResponse.getDefaultInstance();
    }

    private ListTagsForResourceResponse list(Caller caller, ListTagsForResourceRequest request) {
        return ListTagsForResourceResponse.newBuilder()
                .addAllTags(
                        Translation.tags(tags.list(caller, Tagged.ofStepFunctions(caller, request.getResourceArn()))))
                .build();
    }
}
