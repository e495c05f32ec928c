"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "@/app/_components/button";
import { DeleteWorkflowDialog } from "../delete-workflow-dialog";

/** The way to end a workflow for good. */
export function DeleteWorkflow({ id, name }: { id: number; name: string }) {
  const router = useRouter();
  const [isAsking, setIsAsking] = useState(false);
  return (
    <div className="mt-6">
      <Button variant="quiet-danger" onPress={() => setIsAsking(true)}>
        Delete this workflow
      </Button>
      {isAsking && (
        <DeleteWorkflowDialog
          workflow={{ id, name }}
          onClose={() => setIsAsking(false)}
          onDeleted={() => {
            router.push("/workflows");
            router.refresh();
          }}
        />
      )}
    </div>
  );
}
