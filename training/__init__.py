"""Training: corpora in, one ONNX file and its manifest out. Needs the extra `training`; never needed at run time."""
