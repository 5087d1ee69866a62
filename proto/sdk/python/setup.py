"""Generates the contract's stubs into the wheel; all else is in pyproject.toml."""
from importlib import resources
from pathlib import Path
from shutil import copyfile

from setuptools import setup
from setuptools.command.build_py import build_py

HERE = Path(__file__).parent.resolve()
CONTRACT = HERE.parent.parent / "contracts" / "src" / "main" / "protobuf"
CONFIG = HERE.parent / "service-config.json"
INTERNAL = CONTRACT / "stepwell" / "internal"


class WithStubs(build_py):
    def run(self):
        super().run()
        lib = Path(self.build_lib).resolve()
        generate(lib)
        copyfile(CONFIG, lib / "stepwell" / "service-config.json")


def generate(lib):
    from google.api import annotations_pb2
    from grpc_tools import protoc

    files = sorted(path for path in CONTRACT.rglob("*.proto") if INTERNAL not in path.parents)
    includes = [CONTRACT, resources.files("grpc_tools") / "_proto", Path(annotations_pb2.__file__).parents[2]]
    arguments = ["protoc", *(f"-I{each}" for each in includes), f"--python_out={lib}", f"--pyi_out={lib}", f"--grpc_python_out={lib}"]
    if protoc.main([*arguments, *map(str, files)]) != 0:
        raise SystemExit("the contract's stubs could not be generated")
    for folder in sorted({path.parent.relative_to(CONTRACT) for path in files}):
        gather(lib / folder)


def gather(folder):
    """Makes a package of a folder of stubs, in which each message is found without knowing its file."""
    modules = sorted(path.stem for path in folder.glob("*_pb2*.py"))
    folder.joinpath("__init__.py").write_text("".join(f"from .{module} import *\n" for module in modules))


setup(cmdclass={"build_py": WithStubs})
